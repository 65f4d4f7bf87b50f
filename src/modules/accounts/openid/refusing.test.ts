import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Browser } from '../../../../test/support/browser.ts'
import { maliciousIssuer, type Malicious } from '../../../../test/support/issuer.ts'
import { officer, ruta } from '../../../../test/support/members.ts'
import { staffWith } from '../../../../test/support/openid.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const issuer = await maliciousIssuer()
const app = await staffWith(hub, issuer)
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

const sessions = async () =>
  (await hub.owner<{ n: number }>(`select count(*)::int as n from sec.session where kind = 'web'`))[0]?.n

/** Leaves for the issuer, which consents, and is ready to come back. */
async function away(browser = new Browser(app), then = '', more: Record<string, string> = {}) {
  const { location } = await browser.get(`/sign-in/begin${then && `?then=${encodeURIComponent(then)}`}`)
  return { browser, back: issuer.consent(location ?? '', more), asked: location ?? '' }
}

/** Comes back and is not let in: one sentence, no session, one line for the operator with the kind of thing alone. */
async function refused(browser: Browser, back: string, told: string, sentence: string, status = 403) {
  const before = await sessions()
  const answer = await browser.get(back)
  expect([answer.status, answer.location]).toEqual([status, undefined])
  expect(answer.text).toContain('You are not signed in')
  expect(answer.text).toContain(sentence)
  expect(answer.text).not.toMatch(/at .*\.ts|OAUTH_|TypeError/)
  expect(browser.cookies.size).toBe(0)
  expect(await sessions()).toBe(before)
  expect(hub.told).toEqual([`Sign-in refused: ${told}`])
}
const unchecked = 'could not be checked'

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
    await refused(browser, back, `unchecked ${told}`, unchecked)
  })

  test('with no signature, though the discovery document allows it', async () => {
    Object.assign(issuer, {
      metadata: { id_token_signing_alg_values_supported: ['none', 'RS256'] },
      header: { alg: 'none' },
      key: 'none',
    })
    const { browser, back } = await away(new Browser(await anew()))
    await refused(browser, back, 'unchecked OAUTH_UNSUPPORTED_OPERATION', unchecked)
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
    await refused(browser, back, `unchecked ${told}`, unchecked)
  })

  test('userinfo about somebody else', async () => {
    Object.assign(issuer, { claims: {}, userinfo: { sub: 'subject-2', ...vouched } })
    const { browser, back } = await away(new Browser(await anew()))
    await refused(browser, back, 'unchecked OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', unchecked)
  })
})

describe('an answer that is not to our question is refused', () => {
  const otherBrowser = 'not begun in this browser'

  test('in a browser that began nothing: somebody was sent the address of another’s sign-in', async () => {
    const { back } = await away()
    await refused(new Browser(app), back, 'otherBrowser', otherBrowser)
  })

  test('with the state of another sign-in', async () => {
    const { back } = await away()
    const { browser } = await away()
    await refused(browser, back, 'otherBrowser', otherBrowser)
  })

  test.each(['state', 'code'])('without %s', async (name) => {
    const { browser, back } = await away()
    const without = new URL(back, 'http://x')
    without.searchParams.delete(name)
    const [told, sentence] =
      name === 'state' ? ['otherBrowser', otherBrowser] : ['unchecked OAUTH_INVALID_RESPONSE', unchecked]
    await refused(browser, without.pathname + without.search, told, sentence)
  })

  test.each(['state', 'code'])('with %s twice', async (name) => {
    const { browser, back } = await away()
    const answer = await browser.get(`${back}&${name}=other`)
    expect(answer.status).toBe(403)
    expect(browser.token).toBe('')
  })

  test('more than ten minutes after it was begun', async () => {
    const { browser, back } = await away()
    const now = hub.clock.now
    hub.clock.now = new Date(now.getTime() + 10 * 60_000 + 1)
    await refused(browser, back, 'otherBrowser', otherBrowser)
    hub.clock.now = now
  })

  test('with a cookie that we did not write', async () => {
    const { browser, back } = await away()
    const mine = browser.cookies.get('__Host-waymark-attempt') ?? ''
    const altered = Buffer.from(mine, 'base64url')
    altered[20] = (altered[20] ?? 0) ^ 1
    for (const value of [
      altered.toString('base64url'),
      '',
      'x',
      Buffer.from('{"state":"x"}').toString('base64url'),
    ]) {
      const other = new Browser(app, [['__Host-waymark-attempt', value]])
      expect((await other.get(back)).status).toBe(403)
    }
    expect(new Set(hub.told)).toEqual(new Set(['Sign-in refused: otherBrowser']))
  })

  test('a second time: by the same browser, and by one that copied its cookie', async () => {
    const { browser, back } = await away()
    const copied = new Browser(app, browser.cookies)
    expect((await browser.get(back)).status).toBe(303)
    const asked = issuer.asked.length
    await refused(copied, back, 'usedBefore', 'has been used already')
    expect((await browser.get(back)).status).toBe(403)
    expect(issuer.asked).toHaveLength(asked)
  })

  test('twice at the same moment: one is let in', async () => {
    const { browser, back } = await away()
    const copied = new Browser(app, browser.cookies)
    const statuses = (await Promise.all([browser.get(back), copied.get(back)])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([303, 403])
  })

  test('a code that was used before, stolen from another’s answer, or made up', async () => {
    const first = await away()
    const code = new URL(first.back, 'http://x').searchParams.get('code') ?? ''
    const with_ = async (stolen: string) => {
      const { browser, back } = await away()
      const url = new URL(back, 'http://x')
      url.searchParams.set('code', stolen)
      hub.told.splice(0)
      await refused(browser, url.pathname + url.search, 'unchecked codeRefused', unchecked)
    }
    // Stolen before its owner came back with it: PKCE, because this browser has another verifier.
    await with_(code)
    await with_(code)
    await with_('made-up')
  })

  test('in the name of another issuer: the mix-up', async () => {
    const { browser, back } = await away(new Browser(app), '', { iss: 'https://other.example' })
    const asked = issuer.asked.length
    await refused(browser, back, 'unchecked OAUTH_INVALID_RESPONSE', unchecked)
    // The code of one issuer is never shown to another.
    expect(issuer.asked).toHaveLength(asked)
  })

  test('in nobody’s name, by an issuer that says it always gives its own', async () => {
    issuer.metadata = { authorization_response_iss_parameter_supported: true }
    const strict = await anew()
    const without = await away(new Browser(strict))
    await refused(without.browser, without.back, 'unchecked OAUTH_INVALID_RESPONSE', unchecked)
    const named = await away(new Browser(strict), '', { iss: issuer.url })
    expect((await named.browser.get(named.back)).status).toBe(303)
  })

  test('that is an error: they did not finish', async () => {
    const { browser, back } = await away(new Browser(app), '', {
      error: 'access_denied',
      error_description: '<b>x</b>',
      code: '',
    })
    const url = new URL(back, 'http://x')
    url.searchParams.delete('code')
    await refused(browser, url.pathname + url.search, 'denied', 'You did not finish signing in')
  })
})

describe('a page to go to afterwards is one of ours', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/sign-out',
    '/sign-in/begin',
    '/api/cases',
    '/a\r\nset-cookie: x=y',
    `/${'a'.repeat(600)}`,
  ])('%j is not', async (then) => {
    const { browser, back } = await away(new Browser(app), then)
    expect((await browser.get(back)).location).toBe('/')
    const { text } = await new Browser(app).get(`/sign-in?then=${encodeURIComponent(then)}`)
    expect(text).not.toContain('evil')
    expect(text).not.toContain('name="then"')
  })

  test('nor when it is given twice', async () => {
    const browser = new Browser(app)
    const { location } = await browser.get('/sign-in/begin?then=/cases&then=//evil.example')
    expect((await browser.get(issuer.consent(location ?? ''))).location).toBe('/')
  })

  test('and one of ours is', async () => {
    const { browser, back } = await away(new Browser(app), '/cases?after=x')
    expect((await browser.get(back)).location).toBe('/cases?after=x')
  })
})

describe('an issuer that is not there', () => {
  test('is said, with whom to ring, and whoever is signed in goes on', async () => {
    const { browser, back } = await away()
    await browser.get(back)
    const gone = await staffWith(hub, { ...issuer, url: 'http://127.0.0.1:1' })
    const answer = await new Browser(gone).get('/sign-in/begin')
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('does not work at the moment')
    expect(answer.text).toContain('999')
    expect(hub.told).toEqual(['Sign-in refused: silent unreachable'])
    expect((await new Browser(gone, browser.cookies).get('/sent-referrals')).status).toBe(200)
  })

  test('between leaving and coming back is the same', async () => {
    const { browser, back } = await away()
    issuer.tokenAnswer = { status: 502, body: 'no' }
    await refused(browser, back, 'silent OAUTH_RESPONSE_IS_NOT_CONFORM', 'does not work at the moment', 503)
  })

  test('calls itself something else: its document is not taken', async () => {
    issuer.metadata = { issuer: 'https://other.example' }
    const answer = await new Browser(await anew()).get('/sign-in/begin')
    expect([answer.status, hub.told]).toEqual([
      403,
      ['Sign-in refused: unchecked OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'],
    ])
  })

  test('has its endpoint on http, outside a demonstration', async () => {
    const strict = await staffWith(hub, issuer, { loopbackHttp: false })
    expect((await new Browser(strict).get('/sign-in/begin')).status).toBe(403)
    expect(hub.told).toEqual(['Sign-in refused: unchecked OAUTH_HTTP_REQUEST_FORBIDDEN'])
  })
})

describe('an address binds only when it is vouched for', () => {
  test.each([false, undefined, 'false', 0, 'no', null, {}])('email_verified %j does not', async (said) => {
    issuer.claims = { sub: `subject-${String(said)}`, email: ruta, email_verified: said }
    const { browser, back } = await away()
    await refused(browser, back, 'notVouched', 'did not confirm your e-mail address')
  })

  test('by the claim that the configuration names, as some issuers call it otherwise', async () => {
    const other = await staffWith(hub, issuer, { vouchedBy: 'xms_edov' })
    issuer.claims = { sub: 'subject-ruta', email: ruta, email_verified: true }
    const first = await away(new Browser(other))
    await refused(first.browser, first.back, 'notVouched', 'did not confirm')
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
