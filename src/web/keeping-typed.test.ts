import { describe, expect, test } from 'vitest'
import { made, openCase, refer } from '../../test/support/casework.ts'
import { beata, manager, officer, ruta } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { csrfOf } from './session.ts'

const hub = await world()

const typedWords = 'Insulin, before Friday & not "later"'
/** A form as a browser sends it from a page of ours. */
async function send(
  by: string | undefined,
  url: string,
  fields: Record<string, string>,
  { csrf, site = 'same-origin' }: { csrf?: string; site?: string } = {},
) {
  const token = by === undefined ? 'x'.repeat(43) : await hub.tokenFor(by, 'web')
  const answer = await hub.app.inject({
    method: 'POST',
    url,
    headers: {
      cookie: `__Host-waymark=${token}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': site,
    },
    payload: new URLSearchParams({ _csrf: csrf ?? csrfOf(token), ...fields }).toString(),
  })
  return { status: answer.statusCode, text: answer.body, location: answer.headers.location }
}
const shows = (text: string) =>
  text.includes('Insulin, before Friday &amp; not &quot;later&quot;') ||
  text.includes('Insulin, before Friday &amp; not &#34;later&#34;')
const keyIn = (text: string) => /name="_key" value="([^"]+)"/.exec(text)?.[1]

describe('what was typed stays on the page', () => {
  const need = { kind: 'health', goal: typedWords, _key: 'same' }

  test('when the case was closed since: 409, the sentence above, and a key of its own', async () => {
    const { case: of } = await openCase(hub)
    await made(hub, ruta, `/api/cases/${of.id}/closure`, { reason: 'goalsMet' }, 'case')
    const answer = await send(ruta, `/cases/${of.id}/needs`, need)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('This case is closed.')
    expect(shows(answer.text)).toBe(true)
    expect(keyIn(answer.text)).not.toBe('same')
  })

  test('when the same key came with other answers', async () => {
    const { case: of } = await openCase(hub)
    expect((await send(ruta, `/cases/${of.id}/needs`, { ...need, _key: of.id })).status).toBe(303)
    const answer = await send(ruta, `/cases/${of.id}/needs`, { ...need, kind: 'money', _key: of.id })
    expect([answer.status, shows(answer.text)]).toEqual([409, true])
  })

  test('when it is not theirs to do: 403', async () => {
    const { id } = await refer(hub)
    const refusal = { reason: 'otherArea', explanation: typedWords }
    const answer = await send(officer, `/referrals/${id}/refusal`, refusal)
    expect([answer.status, shows(answer.text)]).toEqual([403, true])
  })

  test('when the form was opened in an earlier session: shown again, and sent by the next press', async () => {
    const { case: of } = await openCase(hub)
    const answer = await send(ruta, `/cases/${of.id}/needs`, need, { csrf: 'of another session' })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('You signed in again after this page was opened.')
    expect(shows(answer.text)).toBe(true)
    const fresh = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] as string
    const key = keyIn(answer.text) as string
    expect((await send(ruta, `/cases/${of.id}/needs`, { ...need, _key: key }, { csrf: fresh })).status).toBe(
      303,
    )
  })

  test('when the person is not theirs to see any more: the same page as for nobody, with their own words', async () => {
    const { case: of, personId } = await openCase(hub)
    const because = { because: 'highRisk' }
    await made(hub, manager, `/api/people/${personId}/restriction`, because, 'person')
    const hidden = await send(beata, `/cases/${of.id}/needs`, need)
    const absent = await send(beata, '/cases/00000000-0000-4000-8000-000000000000/needs', need)
    expect([hidden.status, shows(hidden.text)]).toEqual([404, true])
    expect(hidden.text).toBe(absent.text)
  })

  test('but nothing that another site sent is shown back, or done', async () => {
    const { case: of } = await openCase(hub)
    // Even with the token of the form, as a page that could read it would have it.
    expect((await send(ruta, `/cases/${of.id}/needs`, need, { site: 'cross-site' })).status).toBe(403)
    expect(await hub.owner('select from cases.need where case_id = $1', [of.id])).toEqual([])
    for (const site of ['cross-site', 'same-site', 'none']) {
      const answer = await send(ruta, `/cases/${of.id}/needs`, need, { csrf: 'guessed', site })
      expect([answer.status, shows(answer.text)]).toEqual([403, false])
      expect(shows((await send(undefined, `/cases/${of.id}/needs`, need, { site })).text)).toBe(false)
    }
  })
})

describe('what no form of ours sends is refused with a page', () => {
  test.each([
    ['too long', 'k'.repeat(201)],
    ['with NUL', 'a\0b'],
  ])('a key that is %s: 422', async (_, key) => {
    const { case: of } = await openCase(hub)
    const answer = await send(ruta, `/cases/${of.id}/needs`, { kind: 'health', goal: typedWords, _key: key })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('The form did not arrive whole.')
    expect(shows(answer.text)).toBe(true)
    expect(keyIn(answer.text)).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    '/figures?from-day=1&from-day=2',
    '/referrals?risk=high&risk=high',
    '/cases?after=x&after=y',
    '/posts?a=1&a=2',
  ])('a parameter twice is no fault: %s', async (url) => {
    expect((await hub.as(manager).page(url)).status).toBeLessThan(500)
    expect((await hub.as(manager).get(`/api${url}`)).status).toBeLessThan(500)
  })
})
