import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigRefused, readConfig } from './config.ts'

describe('the environment', () => {
  test('may say nothing: a demo on this machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      publicPort: 3001,
      host: '127.0.0.1',
      mode: 'demo',
      trustProxy: false,
    })
    expect(readConfig({}).dataDir).toMatch(/\/data$/)
  })

  test('is read as it is meant, and what is empty is as if unsaid', () => {
    const config = readConfig({
      PORT: '0',
      PUBLIC_PORT: '8081',
      HOST: '0.0.0.0',
      TRUST_PROXY: 'true',
      WAYMARK_DATA: 'here',
      WAYMARK_MODE: 'production',
      DATABASE_URL: 'postgresql://x@y/z',
      DATABASE_URL_STAFF: 'postgresql://s@y/z',
      DATABASE_URL_JOBS: '',
    })
    expect(config).toMatchObject({
      port: 0,
      publicPort: 8081,
      host: '0.0.0.0',
      trustProxy: true,
      mode: 'production',
    })
    expect(config.dataDir.startsWith('/')).toBe(true)
    expect(config.loginUrls).toEqual({ waymark_staff: 'postgresql://s@y/z' })
  })

  test.each([
    [
      'DATABASE_URL without a mode',
      { DATABASE_URL: 'postgresql://x@y/z' },
      /DATABASE_URL is set but WAYMARK_MODE is not/,
    ],
    ['a mode that is neither', { WAYMARK_MODE: 'test' }, /WAYMARK_MODE cannot be used/],
    ['a port that is none', { PORT: 'http' }, /PORT cannot be used/],
    ['a port beyond ports', { PORT: '65536' }, /PORT cannot be used/],
    ['a proxy that may be', { TRUST_PROXY: 'perhaps' }, /TRUST_PROXY cannot be used/],
    ['the whole network without https', { HOST: '0.0.0.0' }, /HOST is 0\.0\.0\.0.*TRUST_PROXY=true/],
  ])('that is nonsense stops the start with one sentence: %s', (_, env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigRefused)
    expect(() => readConfig(env)).toThrow(sentence)
  })

  test.each(['127.0.0.1', '::1', 'localhost'])('needs no proxy for %s', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST)
  })
})

describe('the organisation’s own sign-in', () => {
  const whole = {
    OIDC_ISSUER: 'https://sign-in.constabulary.example/tenant/v2.0',
    OIDC_CLIENT_ID: 'waymark',
    OIDC_CLIENT_SECRET: 'secret',
    WAYMARK_ADDRESS: 'https://waymark.constabulary.example',
    WAYMARK_MODE: 'production',
  }
  const onThisMachine = {
    ...whole,
    OIDC_ISSUER: 'http://127.0.0.1:9000',
    WAYMARK_ADDRESS: 'http://localhost:3000',
    WAYMARK_MODE: 'demo',
    OIDC_LOOPBACK_HTTP: 'true',
  }

  test('is none when nothing is said, and what is said otherwise', () => {
    expect(readConfig({ WAYMARK_ADDRESS: 'http://waymark.example' }).openId).toBeUndefined()
    expect(readConfig(whole).openId).toEqual({
      issuer: 'https://sign-in.constabulary.example/tenant/v2.0',
      clientId: 'waymark',
      clientSecret: 'secret',
      name: 'your work account',
      address: 'https://waymark.constabulary.example',
      vouchedBy: 'email_verified',
      loopbackHttp: false,
    })
  })

  test('may have its secret in a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'waymark-')), 'secret')
    writeFileSync(file, 'of the file\n')
    const env = { ...whole, OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: file }
    expect(readConfig(env).openId?.clientSecret).toBe('of the file')
    rmSync(file)
    expect(() => readConfig(env)).toThrow('cannot be read')
    expect(() => readConfig({ ...env, OIDC_CLIENT_SECRET: 'x' })).toThrow('not both')
  })

  test('may be without https on this machine alone, in a demonstration alone, and only when that is said', () => {
    expect(readConfig(onThisMachine).openId).toMatchObject({ loopbackHttp: true })
  })

  test.each([
    [
      'half of it',
      { ...whole, OIDC_CLIENT_ID: '' },
      /OIDC_ISSUER is set, so OIDC_ISSUER, OIDC_CLIENT_ID and/,
    ],
    ['nowhere to come back to', { ...whole, WAYMARK_ADDRESS: '' }, /WAYMARK_ADDRESS .*must be set too/],
    ['an issuer without https', { ...whole, OIDC_ISSUER: 'http://issuer.example' }, /OIDC_ISSUER is http/],
    [
      'Waymark without https',
      { ...whole, WAYMARK_ADDRESS: 'http://waymark.example' },
      /WAYMARK_ADDRESS is http/,
    ],
    ['this machine’s http unsaid', { ...onThisMachine, OIDC_LOOPBACK_HTTP: '' }, /signing in needs https/],
    [
      'another machine’s http',
      { ...onThisMachine, OIDC_ISSUER: 'http://10.0.0.1' },
      /signing in needs https/,
    ],
    ['http in production', { ...onThisMachine, WAYMARK_MODE: 'production' }, /Production needs https/],
    ['no address', { ...whole, OIDC_ISSUER: 'the tenant' }, /OIDC_ISSUER cannot be used/],
  ])('is refused with one sentence: %s', (_, env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigRefused)
    expect(() => readConfig(env)).toThrow(sentence)
  })
})
