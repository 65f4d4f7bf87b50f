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
