import { beforeEach, describe, expect, test } from 'vitest'
import { Browser, type Seen } from '../../test/support/browser.ts'
import { memberId, refer } from '../../test/support/casework.ts'
import { administrator, manager, officer, officersColleague } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { openJobs } from '../../test/support/queue.ts'
import { newId } from '../kernel/ids.ts'
import { runSweep } from '../kernel/jobs/task.ts'
import { keepingSweep } from '../modules/accounts/index.ts'
import { watchSweep } from '../modules/watch/index.ts'
import { park } from './parked.ts'
import { csrfOf } from './session.ts'

const hub = await world()
let id: string
let path: string
beforeEach(async () => {
  await hub.owner('delete from accounts.parked_form')
  id = (await refer(hub)).id
  path = `/referrals/${id}/refusal`
})

/** Typed by the manager, and wrong in one place: no reason is chosen. */
const marker = 'Zzq9TypedAndNotSent'
const answers = { explanation: `They live in another county. ${marker}` }

const signedInAs = async (email: string, browser = new Browser(hub.app)) => {
  const answer = await browser.post('/sign-in', { member: await memberId(hub, email) })
  expect(answer.status).toBe(303)
  return { browser, answer }
}
const idle = (minutes: number) =>
  hub.owner(`update sec.session set seen_at = now() - make_interval(mins => $1) where kind = 'web'`, [
    minutes,
  ])
const kept = async () =>
  (await hub.owner<{ n: number }>('select count(*)::int as n from accounts.parked_form'))[0]?.n
const send = (browser: Browser, more: Record<string, string> = {}): Promise<Seen> =>
  browser.post(path, { _csrf: csrfOf(browser.token), _key: 'key-of-the-form', ...answers, ...more })

/** Signed in, away for seventeen minutes, and then the button is pressed. */
async function sentTooLate(email = manager) {
  const { browser } = await signedInAs(email)
  await idle(17)
  return { browser, answer: await send(browser) }
}

describe('a form that is sent with an expired session', () => {
  test('is kept, sealed, and leads to the sign-in, which says so', async () => {
    const { browser, answer } = await sentTooLate()
    expect([answer.status, answer.location]).toEqual([303, `/sign-in?then=${encodeURIComponent(path)}`])
    expect((await browser.get(answer.location ?? '')).text).toContain('What you typed was not sent')
    const rows = await hub.owner<{ whole: string; sealed: Buffer; soon: boolean; member_id: string }>(
      `select p::text as whole, sealed, member_id, keep_until <= now() + interval '15 minutes' as soon from accounts.parked_form p`,
    )
    expect(rows).toMatchObject([{ member_id: await memberId(hub, manager), soon: true }])
    for (const { whole, sealed } of rows) {
      expect(whole + sealed.toString('latin1')).not.toContain(marker)
      expect(sealed.toString('latin1')).not.toContain('referrals')
    }
    expect([...browser.cookies.values()].join()).not.toContain(marker)
  })

  test('comes back to the same member as a refused form: 422, with every word, and nothing done', async () => {
    const { browser } = await sentTooLate()
    const { answer } = await signedInAs(manager, browser)
    expect(answer.location).toBe(path)
    const page = await browser.get(path)
    expect(page.status).toBe(422)
    expect(page.text).toContain('You were signed out before this was sent')
    expect(page.text).toContain(marker)
    expect(page.text).toContain('value="key-of-the-form"')
    expect((await hub.as(manager).get<{ decision?: unknown }>(`/api/referrals/${id}`)).status).toBe(200)
    expect(
      await hub.owner(`select 1 from kernel.event where name = 'referral.refused' and subject_id = $1`, [id]),
    ).toEqual([])
    // Asked for again it is still there: reading destroys nothing.
    expect((await browser.get(path)).text).toContain(marker)
  })

  test('is destroyed when it has been sent again', async () => {
    const { browser } = await sentTooLate()
    await signedInAs(manager, browser)
    expect((await send(browser)).status).toBe(422)
    expect(await kept()).toBe(1)
    expect((await send(browser, { reason: 'otherArea' })).status).toBe(303)
    expect(await kept()).toBe(0)
    expect([...browser.cookies.keys()]).toEqual(['__Host-waymark'])
    expect(
      await hub.owner(`select 1 from kernel.event where name = 'referral.refused' and subject_id = $1`, [id]),
    ).toHaveLength(1)
  })

  test('is destroyed when somebody else signs in, who never sees it', async () => {
    const { browser } = await sentTooLate()
    const { answer } = await signedInAs(officer, browser)
    expect(answer.location).toBe('/')
    expect(await kept()).toBe(0)
    expect((await browser.get(path)).text).not.toContain(marker)
    await signedInAs(manager, browser)
    expect((await browser.get(path)).text).not.toContain(marker)
  })

  test('is nobody else’s, even with the number of it', async () => {
    const { browser } = await sentTooLate()
    const stolen = browser.cookies.get('__Host-waymark-parked') ?? ''
    const thief = new Browser(hub.app)
    await signedInAs(administrator, thief)
    thief.cookies.set('__Host-waymark-parked', stolen)
    expect((await thief.get(path)).text).not.toContain(marker)
    expect(await kept()).toBe(1)
  })

  test('is not seen after fifteen minutes, and goes when anybody is at work', async () => {
    const { browser } = await sentTooLate()
    await hub.owner(`update accounts.parked_form set keep_until = now()`)
    const { answer } = await signedInAs(manager, browser)
    expect(answer.location).toBe('/')
    expect((await browser.get(path)).text).not.toContain(marker)
    const { browser: late } = await sentTooLate()
    await hub.owner(`update accounts.parked_form set keep_until = now()`)
    await hub.pool.query('select sec.seen($1)', [late.token])
    expect(await kept()).toBe(0)
  })

  test('goes within a minute at night, when nobody is at work', async () => {
    await sentTooLate()
    await hub.owner(`update accounts.parked_form set keep_until = now()`)
    await runSweep({ deps: hub.deps, jobs: await openJobs(hub) }, watchSweep)
    expect(await kept()).toBe(0)
  })

  test('after four days is kept as well: left open on a Friday, sent on a Tuesday', async () => {
    const { browser } = await signedInAs(manager)
    await hub.owner(`update sec.session set seen_at = now() - interval '4 days', expires_at = now() - interval '91 hours'
      where kind = 'web'`)
    await runSweep({ deps: hub.deps, jobs: await openJobs(hub) }, keepingSweep)
    await send(browser)
    expect(await kept()).toBe(1)
  })

  test('after eight hours is kept as well', async () => {
    const { browser } = await signedInAs(manager)
    await hub.owner(`update sec.session set expires_at = now() where kind = 'web'`)
    await send(browser)
    expect(await kept()).toBe(1)
  })

  test('a page of a journey comes back too', async () => {
    const { browser } = await signedInAs(manager)
    const begun = await browser.get('/refer')
    const form = /action="(\/refer[^"]*)"/.exec(begun.text)?.[1] ?? '/refer'
    const first = await browser.post(form, { _csrf: csrfOf(browser.token), _key: newId() })
    const base = /^(\/refer\/[0-9a-f-]{36})/.exec(first.location ?? '')?.[1] ?? ''
    expect(base).not.toBe('')
    await idle(17)
    const late = { _csrf: csrfOf(browser.token), _version: '1', account: marker }
    expect((await browser.post(`${base}/what-happened`, late)).location).toContain('/sign-in?then=')
    const { answer } = await signedInAs(manager, browser)
    expect(answer.location).toBe(`${base}/what-happened`)
    const page = await browser.get(`${base}/what-happened`)
    expect([page.status, page.text.includes(marker)]).toEqual([422, true])
  })
})

describe('nothing is kept', () => {
  test('that no page of ours made for this session', async () => {
    const { browser } = await signedInAs(manager)
    await idle(17)
    for (const _csrf of ['', csrfOf('x'.repeat(43))]) {
      const answer = await browser.post(path, { _csrf, ...answers })
      expect([answer.status, browser.cookies.size]).toEqual([403, 1])
    }
    const { statusCode } = await hub.app.inject({
      method: 'POST',
      url: path,
      headers: {
        cookie: `__Host-waymark=${browser.token}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
      },
      payload: new URLSearchParams({ _csrf: csrfOf(browser.token), ...answers }).toString(),
    })
    expect(statusCode).toBe(403)
    expect(await kept()).toBe(0)
  })

  test('even if a page did not look at that before', async () => {
    const { browser } = await signedInAs(manager)
    await idle(17)
    const asked = (_csrf: string) => ({
      method: 'POST',
      url: path,
      headers: {},
      cookies: Object.fromEntries(browser.cookies),
      body: [['_csrf', _csrf]],
    })
    const reply = { setCookie: () => reply }
    const kept = (_csrf: string) => park(hub.deps, asked(_csrf) as never, reply as never)
    expect(await kept('')).toBe(false)
    expect(await kept(csrfOf('x'.repeat(43)))).toBe(false)
    expect(await kept(csrfOf(browser.token))).toBe(true)
  })

  test('of a session that was ended by hand, by leaving, or by losing every role', async () => {
    const { browser } = await signedInAs(manager)
    const { token } = browser
    await browser.post('/sign-out', { _csrf: csrfOf(token) })
    await idle(17)
    await send(new Browser(hub.app, [['__Host-waymark', token]]))
    const other = (await signedInAs(officersColleague)).browser
    await hub.owner(
      `update accounts.role_held set ended_at = now() where member_id = (select id from accounts.member where email = $1)`,
      [officersColleague],
    )
    await idle(17)
    await send(other)
    expect(await kept()).toBe(0)
  })

  test('of a token that was never given', async () => {
    await send(new Browser(hub.app, [['__Host-waymark', 'A'.repeat(43)]]))
    expect(await kept()).toBe(0)
  })

  test('beyond five a member', async () => {
    const { browser } = await signedInAs(manager)
    await idle(17)
    for (let i = 0; i < 7; i++) await send(browser)
    expect(await kept()).toBe(5)
  })
})
