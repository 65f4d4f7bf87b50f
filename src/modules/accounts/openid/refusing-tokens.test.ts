import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Browser } from '../../../../test/support/browser.ts'
import { maliciousIssuer, type Malicious } from '../../../../test/support/issuer.ts'
import { officer, ruta } from '../../../../test/support/members.ts'
import { refused, staffWith, unchecked, visiting } from '../../../../test/support/openid.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const issuer = await maliciousIssuer()
const app = await staffWith(hub, issuer)
const visit = visiting(hub, issuer, app)
const { away } = visit

/** For what the discovery document says: it is read once an hour. */
const anew = () => staffWith(hub, issuer)
const another = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

const vouched = { email: officer, email_verified: true }
beforeEach(() => {
  issuer.reset()
  issuer.claims = vouched
  hub.told.splice(0)
})

test('the issuer of these tests lets somebody in when it does nothing wrong', async () => {
  const { browser, back } = await away()
  expect((await browser.get(back)).location).toBe('/')
  expect(browser.token).toHaveLength(43)
  expect(issuer.asked.at(-1)?.get('code_verifier')).toHaveLength(43)
})

describe('a token that is not for us, not from there, or not for now is refused', () => {
  const hourAgo = Math.floor(Date.now() / 1000) - 3600
  const wrong: [string, Partial<Malicious>, string][] = [
    [
      'by another issuer',
      { claims: { iss: 'https://other.example' } },
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED iss',
    ],
    ['for another client', { claims: { aud: 'somebody-else' } }, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED aud'],
    [
      'for us and another, asked for by the other',
      { claims: { aud: ['waymark', 'other'], azp: 'other' } },
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED azp',
    ],
    [
      'with another nonce',
      { claims: { nonce: 'of-another-sign-in' } },
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED nonce',
    ],
    ['with no nonce', { claims: { nonce: undefined } }, 'OAUTH_INVALID_RESPONSE'],
    [
      'that has expired',
      { claims: { iat: hourAgo, exp: hourAgo + 300 } },
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED exp',
    ],
    ['that is not valid yet', { claims: { nbf: hourAgo + 7200 } }, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED nbf'],
    ['that never ends', { claims: { exp: undefined } }, 'OAUTH_INVALID_RESPONSE'],
    ['about nobody', { claims: { sub: undefined } }, 'OAUTH_INVALID_RESPONSE'],
    ['with no signature', { header: { alg: 'none' }, key: 'none' }, 'OAUTH_INVALID_RESPONSE'],
    ['with the signature left off', { key: 'none' }, 'OAUTH_INVALID_RESPONSE'],
    ['signed by another key', { key: another }, 'OAUTH_INVALID_RESPONSE'],
    [
      'signed by another key that it names',
      { key: another, header: { kid: 'two' } },
      'OAUTH_KEY_SELECTION_FAILED',
    ],
    ['signed with our own secret', { header: { alg: 'HS256' } }, 'OAUTH_INVALID_RESPONSE'],
    ['with a key of another kind', { key: elliptic, header: { alg: 'ES256' } }, 'OAUTH_INVALID_RESPONSE'],
  ]
  test.each(wrong)('%s', async (_, how, told) => {
    Object.assign(issuer, how, { claims: { ...vouched, ...how.claims } })
    const { browser, back } = await away()
    expect(await visit.comeBack(browser, back)).toEqual(refused(`unchecked ${told}`, unchecked))
  })

  test('with no signature, though the discovery document allows it', async () => {
    Object.assign(issuer, {
      metadata: { id_token_signing_alg_values_supported: ['none', 'RS256'] },
      header: { alg: 'none' },
      key: 'none',
    })
    const { browser, back } = await away(new Browser(await anew()))
    expect(await visit.comeBack(browser, back)).toEqual(
      refused('unchecked OAUTH_UNSUPPORTED_OPERATION', unchecked),
    )
  })

  test.each([
    [
      'no ID token at all',
      { status: 200, body: '{"access_token":"x","token_type":"Bearer"}' },
      'OAUTH_INVALID_RESPONSE',
    ],
    [
      'something that is no token',
      { status: 200, body: '{"access_token":"x","token_type":"Bearer","id_token":"x"}' },
      'OAUTH_INVALID_RESPONSE',
    ],
    ['something that is no JSON', { status: 200, body: '<html>' }, 'OAUTH_PARSE_ERROR'],
    ['a page', { status: 200, body: '<html>', type: 'text/html' }, 'OAUTH_RESPONSE_IS_NOT_JSON'],
    ['an error of its own', { status: 400, body: '{"error":"invalid_client"}' }, 'requestRefused'],
  ])('%s', async (_, tokenAnswer, told) => {
    issuer.tokenAnswer = tokenAnswer
    const { browser, back } = await away()
    expect(await visit.comeBack(browser, back)).toEqual(refused(`unchecked ${told}`, unchecked))
  })

  test('userinfo about somebody else', async () => {
    Object.assign(issuer, { claims: {}, userinfo: { sub: 'subject-2', ...vouched } })
    const { browser, back } = await away(new Browser(await anew()))
    expect(await visit.comeBack(browser, back)).toEqual(
      refused('unchecked OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', unchecked),
    )
  })
})

describe('an address binds only when it is vouched for', () => {
  test.each([false, undefined, 'false', 0, 'no', null, {}])('email_verified %j does not', async (said) => {
    issuer.claims = { sub: `subject-${String(said)}`, email: ruta, email_verified: said }
    const { browser, back } = await away()
    expect(await visit.comeBack(browser, back)).toEqual(
      refused('notVouched', 'did not confirm your e-mail address'),
    )
  })

  test('by the claim that the configuration names, as some issuers call it otherwise', async () => {
    const other = await staffWith(hub, issuer, { vouchedBy: 'xms_edov' })
    issuer.claims = { sub: 'subject-ruta', email: ruta, email_verified: true }
    const first = await away(new Browser(other))
    expect(await visit.comeBack(first.browser, first.back)).toEqual(
      refused('notVouched', 'did not confirm your e-mail address'),
    )
    issuer.claims = { sub: 'subject-ruta', email: ruta, xms_edov: '1' }
    const second = await away(new Browser(other))
    expect((await second.browser.get(second.back)).status).toBe(303)
  })

  test('somebody who is bound is not asked for it again', async () => {
    issuer.claims = { sub: 'subject-ruta' }
    const { browser, back } = await away()
    expect((await browser.get(back)).status).toBe(303)
    expect((await browser.get('/today')).text).toContain('Rūta')
  })
})
