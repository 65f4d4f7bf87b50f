import { expect, test } from 'vitest'
import { made, openCase, refer } from '../../../test/support/casework.ts'
import { manager, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const lithuanian = {
  languages: [
    { code: 'rus', level: 'fluent', refused: true },
    { code: 'lit', level: 'first' },
  ],
}
const one = await openCase(hub, lithuanian, { immediate: { danger: true } })
const other = await openCase(hub, { languages: [{ code: 'pol' }] }, { immediate: { pregnant: true } })
const bare = await openCase(hub)

interface Item {
  id: string
  language?: string
  risk?: { level: string }
}
const listed = async (search = '', by = ruta) =>
  (await hub.as(by).get<{ items: Item[]; next: string | null }>(`/api/cases?${search}`)).body

test('the open cases show language and risk, and are narrowed by them', async () => {
  const all = (await listed()).items
  expect(all).toHaveLength(3)
  // All were opened at the same moment, so that their order is that of random ids.
  expect(new Map(all.map(({ id, language, risk }) => [id, [language, risk?.level]]))).toEqual(
    new Map([
      [one.case.id, ['lit', 'immediate']],
      [other.case.id, ['pol', 'high']],
      [bare.case.id, [undefined, 'notAssessed']],
    ]),
  )
  const ids = async (search: string) => (await listed(search)).items.map(({ id }) => id)
  expect(await ids('language=lit')).toEqual([one.case.id])
  expect(await ids('language=rus')).toEqual([])
  expect(await ids('risk=high')).toEqual([other.case.id])
  expect(await ids('risk=high&language=lit')).toEqual([])
  expect((await hub.as(ruta).get('/api/cases?risk=curious')).status).toBe(422)
})

test('what it is narrowed by stays from page to page, and "Any" is no answer', async () => {
  await openCase(hub, lithuanian)
  const first = await listed('language=lit&limit=1')
  expect(first.next).not.toBeNull()
  const second = await listed(`language=lit&limit=1&after=${first.next}`)
  expect([...first.items, ...second.items].map(({ language }) => language)).toEqual(['lit', 'lit'])
  const page = (await hub.as(ruta).page('/cases?risk=&language=lit&limit=1')).text
  expect(page).toMatch(/href="\/cases\?language=lit&amp;after=/)
  expect((await hub.as(ruta).page('/cases?language=yor')).text).toContain('No open case is like this')
})

test('somebody who turns out to be a child rises in the list', async () => {
  const body = { version: 1, ageStatus: 'child', languages: [{ code: 'pol' }] }
  await made(hub, ruta, `/api/people/${other.personId}/details`, body, 'person')
  expect((await listed('language=pol')).items[0]?.risk?.level).toBe('immediate')
})

test('an accepted referral leads whoever sees its case to it', async () => {
  expect((await hub.as(ruta).page(`/referrals/${one.referral.id}`)).text).toContain(
    `href="/cases/${one.case.id}"`,
  )
  const sent = await hub.as('tom.fairweather@constabulary.example').page(`/referrals/${one.referral.id}`)
  expect([sent.status, sent.text.includes(one.case.id)]).toEqual([200, false])
})

test('a closed case asks for nothing', async () => {
  const { case: of } = await openCase(hub)
  await made(hub, ruta, `/api/cases/${of.id}/closure`, { reason: 'goalsMet' }, 'case')
  const { text } = await hub.as(ruta).page(`/cases/${of.id}`)
  expect(text).not.toMatch(/Ask what they need first|Plan what comes next/)
})

test('a warning of a person without a case is ended on a page', async () => {
  const { id } = await refer(hub, { safeContact: [{ channel: 'phone', value: '07700 900641', safe: 'no' }] })
  const [row] = await hub.owner<{ person_id: string; warning_id: string }>(
    `select person_id, warning_id from people.warning_about where person_id =
      (select person_id from referrals.referral where id = $1)`,
    [id],
  )
  const path = `/people/${row?.person_id}/warnings`
  expect((await hub.as(ruta).page(`/referrals/${id}`)).text).toContain(`href="${path}"`)
  expect((await hub.as(ruta).page(path)).text).toContain('07700 900641')
  const ending = `${path}/endings`
  const asked = (await hub.as(ruta).page(`${ending}?warning=${row?.warning_id}`)).text
  expect(asked).toMatch(new RegExp(`value="${row?.warning_id}"[^>]* checked`))
  expect((await hub.as(ruta).submit(ending, {})).status).toBe(422)
  const sent = await hub.as(ruta).submit(ending, { warning: row?.warning_id ?? '' })
  expect([sent.status, sent.headers.location]).toEqual([303, path])
  expect((await hub.as(ruta).page(path)).text).toContain('There are none for this person')
  expect((await hub.as(manager).submit(ending, { warning: row?.warning_id ?? '' })).status).toBe(409)
})
