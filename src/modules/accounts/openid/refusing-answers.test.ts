import { beforeEach, describe, expect, test } from 'vitest'
import { Browser } from '../../../../test/support/browser.ts'
import { maliciousIssuer } from '../../../../test/support/issuer.ts'
import { officer } from '../../../../test/support/members.ts'
import { refused, staffWith, unchecked, visiting } from '../../../../test/support/openid.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const issuer = await maliciousIssuer()
const app = await staffWith(hub, issuer)
const visit = visiting(hub, issuer, app)
const { away } = visit

/** For what the discovery document says: it is read once an hour. */
const anew = () => staffWith(hub, issuer)

const vouched = { email: officer, email_verified: true }
beforeEach(() => {
  issuer.reset()
  issuer.claims = vouched
  hub.told.splice(0)
})

describe('an answer that is not to our question is refused', () => {
  const otherBrowser = 'not begun in this browser'

  test('in a browser that began nothing: somebody was sent the address of another’s sign-in', async () => {
    const { back } = await away()
    expect(await visit.comeBack(new Browser(app), back)).toEqual(refused('otherBrowser', otherBrowser))
  })

  test('with the state of another sign-in', async () => {
    const { back } = await away()
    const { browser } = await away()
    expect(await visit.comeBack(browser, back)).toEqual(refused('otherBrowser', otherBrowser))
  })

  test.each(['state', 'code'])('without %s', async (name) => {
    const { browser, back } = await away()
    const without = new URL(back, 'http://x')
    without.searchParams.delete(name)
    const [told, sentence] =
      name === 'state' ? ['otherBrowser', otherBrowser] : ['unchecked OAUTH_INVALID_RESPONSE', unchecked]
    expect(await visit.comeBack(browser, without.pathname + without.search)).toEqual(refused(told, sentence))
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
    expect(await visit.comeBack(browser, back)).toEqual(refused('otherBrowser', otherBrowser))
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
    expect(await visit.comeBack(copied, back)).toEqual(refused('usedBefore', 'has been used already'))
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
      expect(await visit.comeBack(browser, url.pathname + url.search)).toEqual(
        refused('unchecked codeRefused', unchecked),
      )
    }
    // Stolen before its owner came back with it: PKCE, because this browser has another verifier.
    await with_(code)
    await with_(code)
    await with_('made-up')
  })

  test('in the name of another issuer: the mix-up', async () => {
    const { browser, back } = await away(new Browser(app), '', { iss: 'https://other.example' })
    const asked = issuer.asked.length
    expect(await visit.comeBack(browser, back)).toEqual(
      refused('unchecked OAUTH_INVALID_RESPONSE', unchecked),
    )
    // The code of one issuer is never shown to another.
    expect(issuer.asked).toHaveLength(asked)
  })

  test('in nobody’s name, by an issuer that says it always gives its own', async () => {
    issuer.metadata = { authorization_response_iss_parameter_supported: true }
    const strict = await anew()
    const without = await away(new Browser(strict))
    expect(await visit.comeBack(without.browser, without.back)).toEqual(
      refused('unchecked OAUTH_INVALID_RESPONSE', unchecked),
    )
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
    expect(await visit.comeBack(browser, url.pathname + url.search)).toEqual(
      refused('denied', 'You did not finish signing in'),
    )
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
    expect(await visit.comeBack(browser, back)).toEqual(
      refused('silent OAUTH_RESPONSE_IS_NOT_CONFORM', 'does not work at the moment', 503),
    )
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
