import { beforeAll, beforeEach, afterAll, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser.ts'
import { memberId } from '../../../../test/support/casework.ts'
import { eightManagers, manager, officer, ruta } from '../../../../test/support/members.ts'
import { staffWith, waymark } from '../../../../test/support/openid.ts'
import { openIdProvider } from '../../../../test/support/openid-provider.ts'
import { world } from '../../../../test/support/world.ts'
import { newId } from '../../../kernel/ids.ts'
import { csrfOf } from '../../../web/session.ts'

const hub = await world()
const provider = await openIdProvider(waymark)
const app: FastifyInstance = await staffWith(hub, provider)
const [leaver = '', loser = '', renamed = '', twice = ''] = eightManagers

beforeAll(async () => {
  // In production what is written happened in this quarter of an hour, by the database's own clock.
  hub.clock.set(new Date().toISOString())
  await hub.owner(`update kernel.setting set value = 'production' where name = 'mode'`)
})
afterAll(async () => void (await hub.owner(`update kernel.setting set value = 'demo' where name = 'mode'`)))
beforeEach(() => void hub.told.splice(0))

/** Goes the whole way as this account. Out: the browser, and what Waymark answered in the end. */
async function through(account: string, then = '', browser = new Browser(app)) {
  const begun = await browser.get(`/sign-in/begin${then && `?then=${encodeURIComponent(then)}`}`)
  expect(begun.status).toBe(303)
  const back = await provider.signIn(begun.location ?? '', account)
  return { browser, back, answer: await browser.get(back) }
}
const identities = (email: string) =>
  hub.owner<{ subject: string; issuer: string; ended: boolean }>(
    `select i.subject, i.issuer, i.ended_at is not null as ended from accounts.identity i join accounts.member m on m.id = i.member_id
      where m.email = $1 order by bound_at`,
    [email],
  )

describe('signing in with the organisation’s own sign-in', () => {
  test('is offered in production, where nobody is to be clicked', async () => {
    const { text } = await new Browser(app).get('/sign-in')
    expect(text).toContain('Sign in with your constabulary account')
    expect(text).not.toContain('Everybody here is invented')
  })

  test('asks by code with PKCE, and puts nothing of ours into the address', async () => {
    const { location } = await new Browser(app).get('/sign-in/begin?then=/referrals')
    const asked = Object.fromEntries(new URL(location ?? '').searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email',
      redirect_uri: `${waymark}/sign-in/answer`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(42)
    expect(location).not.toContain('referrals')
  })

  test('ends on the page they wanted, in a session of a browser', async () => {
    const { browser, answer } = await through(ruta, '/referrals?state=received')
    expect([answer.status, answer.location]).toEqual([303, '/referrals?state=received'])
    const page = await browser.get('/referrals')
    expect([page.status, page.text.includes('Rūta')]).toEqual([200, true])
    const [session] = await hub.owner(
      `select kind, expires_at - made_at = interval '8 hours' as long from sec.session where member_id = $1 order by made_at desc limit 1`,
      [await memberId(hub, ruta)],
    )
    expect(session).toEqual({ kind: 'web', long: true })
    expect([...browser.cookies.keys()]).toEqual(['__Host-waymark'])
  })

  test('binds their subject the first time, says so once, and goes by it from then on', async () => {
    await through(renamed)
    expect(await identities(renamed)).toEqual([{ subject: renamed, issuer: provider.url, ended: false }])
    // Married: another address here, the same person there.
    await hub.owner('update accounts.member set email = $2 where email = $1', [
      renamed,
      'new.name@hub.example',
    ])
    const { answer } = await through(renamed)
    expect([answer.status, answer.location]).toEqual([303, '/'])
    const events = await hub.owner<{ name: string }>(
      `select name from kernel.event where actor_id = (select id from accounts.member where email = 'new.name@hub.example')
          and name in ('member.identityBound', 'session.begun') order by name`,
    )
    expect(events.map(({ name }) => name)).toEqual(['member.identityBound', 'session.begun', 'session.begun'])
  })

  test('keeps no token: not in the database, not in a cookie, not in what the operator is told', async () => {
    const { browser, back } = await through(officer)
    const code = new URL(back, waymark).searchParams.get('code') ?? 'none'
    const rows = await hub.owner<{ whole: string }>(
      `select s::text as whole from sec.session s union all select i::text from accounts.identity i
       union all select a::text from sec.sign_in_answered a union all select e::text from kernel.event e union all select c::text from kernel.command c`,
    )
    const kept = [...rows.map(({ whole }) => whole), ...browser.cookies.values(), ...hub.told].join('\n')
    expect(kept).not.toContain(code)
    expect(kept).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  test('ends the session that this browser had before', async () => {
    const { browser } = await through(ruta)
    const before = browser.token
    await through(manager, '', browser)
    expect(browser.token).not.toBe(before)
    expect((await new Browser(app, [['__Host-waymark', before]]).get('/referrals')).status).toBe(303)
    expect((await browser.get('/referrals')).text).toContain('Grace Okoro')
  })

  test('two first sign-ins at once are one binding', async () => {
    const ready: { browser: Browser; back: string }[] = []
    for (const browser of [new Browser(app), new Browser(app), new Browser(app)]) {
      const { location } = await browser.get('/sign-in/begin')
      ready.push({ browser, back: await provider.signIn(location ?? '', twice) })
    }
    const answers = await Promise.all(ready.map(({ browser, back }) => browser.get(back)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await identities(twice)).toHaveLength(1)
  })
})

describe('somebody the issuer knows is refused with whom to ask', () => {
  const refusedPage = async (account: string) => {
    const { browser, answer } = await through(account)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('dev.patel-hughes@systems.example')
    expect(browser.token).toBe('')
    return answer.text
  }

  test('when nobody here has their address', async () => {
    expect(await refusedPage('nobody@constabulary.example')).toContain('nobody here has your e-mail address')
    expect(hub.told).toEqual(['Sign-in refused: nobody'])
  })

  test('when the issuer does not vouch for the address, though somebody has it', async () => {
    await hub.owner(
      `insert into accounts.member (id, name, email, home_team) values ($1, 'Una', 'unverified@hub.example', 1)`,
      [newId()],
    )
    expect(await refusedPage('unverified@hub.example')).toContain('did not confirm your e-mail address')
    expect(hub.told).toEqual(['Sign-in refused: notVouched'])
    expect(await identities('unverified@hub.example')).toEqual([])
  })

  test('when they have no role any more, and when they have left', async () => {
    await through(leaver)
    const id = await memberId(hub, leaver)
    await hub.owner('update accounts.role_held set ended_at = now() where member_id = $1', [id])
    expect(await refusedPage(leaver)).toContain('no role here')
    await hub.owner('update accounts.member set ended_at = now() where id = $1', [id])
    expect(await refusedPage(leaver)).toContain('nobody here has your e-mail address')
  })

  test('and is let in again as a new member of the same name', async () => {
    const id = newId()
    await hub.owner(`insert into accounts.member (id, name, email, home_team) values ($1, 'Back', $2, 1)`, [
      id,
      leaver,
    ])
    await hub.owner(`insert into accounts.role_held (id, member_id, role) values ($1, $2, 'referrer')`, [
      newId(),
      id,
    ])
    expect((await through(leaver)).answer.status).toBe(303)
    expect((await identities(leaver)).map(({ ended }) => ended)).toEqual([true, false])
  })

  test('when the address was somebody else’s before and still is theirs here', async () => {
    await hub.owner('update accounts.identity set subject = $2 where subject = $1', [
      manager,
      'who-had-it-before',
    ])
    expect(await refusedPage(manager)).toContain('belonged to somebody else before')
    expect(hub.told).toEqual(['Sign-in refused: addressOfAnother'])
  })

  test('a service is never signed in, whatever its address', async () => {
    await hub.owner(
      `insert into accounts.member (id, name, email, kind, home_team) values ($1, 'A program', 'program@hub.example', 'service', 1)`,
      [newId()],
    )
    expect(await refusedPage('program@hub.example')).toContain('nobody here')
  })
})

describe('it ends', () => {
  test('with a role taken away: at the next request', async () => {
    const { browser } = await through(loser)
    expect((await browser.get('/cases')).status).toBe(200)
    const id = await memberId(hub, loser)
    await hub.owner(`insert into accounts.role_held (id, member_id, role) values ($1, $2, 'referrer')`, [
      newId(),
      id,
    ])
    await hub.owner(
      `update accounts.role_held set ended_at = now() where member_id = $1 and role = 'manager'`,
      [id],
    )
    expect((await browser.get('/cases')).status).toBe(403)
    await hub.owner('update accounts.role_held set ended_at = now() where member_id = $1', [id])
    expect((await browser.get('/on-call')).location).toBe('/sign-in?then=%2Fon-call')
  })

  test('with signing out, which offers to sign out of the issuer as well', async () => {
    const { browser } = await through(officer)
    const { token } = browser
    const out = await browser.post('/sign-out', { _csrf: csrfOf(token) })
    expect([out.status, out.location, browser.token]).toEqual([303, '/signed-out', ''])
    expect((await new Browser(app, [['__Host-waymark', token]]).get('/sent-referrals')).status).toBe(303)
    const page = await browser.get('/signed-out')
    const link = /href="([^"]*session\/end[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(new URL(link).searchParams.get('post_logout_redirect_uri')).toBe(`${waymark}/sign-in`)
    const there = await provider.look(link)
    expect([there.status, there.text.includes('sign-out from')]).toEqual([200, true])
  })
})
