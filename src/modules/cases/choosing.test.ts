import { describe, expect, test } from 'vitest'
import { officer, ruta } from '../../../test/support/members.ts'
import { aMonday, world } from '../../../test/support/world.ts'

const hub = await world()

interface Choices {
  items: { kind: string; label: string }[]
}
const choices = async (list: string) =>
  (await hub.as(officer).get<Choices>(`/api/catalogue/${list}`)).body.items

describe('what may be chosen', () => {
  test.each([
    ['actions', 'listened', 'Listened and explained'],
    ['needs', 'safePlace', 'A safe place to stay'],
    ['refusals', 'notModernSlavery', 'There is no sign of modern slavery; another service is right'],
    ['closures', 'personSaysDone', 'The person says they no longer need us'],
    ['purposes', 'hubContact', 'The hub may contact me'],
  ])('%s are kinds with their labels', async (list, kind, label) => {
    const answer = await hub.as(ruta).get<Choices>(`/api/catalogue/${list}`)
    expect(answer.status).toBe(200)
    expect(answer.body.items[0]).toEqual({ kind, label })
    expect(new Set(answer.body.items.map((item) => item.kind)).size).toBe(answer.body.items.length)
    expect(Object.keys(answer.body)).toEqual(['items'])
  })

  test('the actions count listening, explaining, advising, signposting, liaising and going along', async () => {
    const kinds = (await choices('actions')).map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'listened',
        'rightsTold',
        'advised',
        'signposted',
        'liaised',
        'wentWith',
        'bedTonight',
      ]),
    )
  })

  test('a list that is not there is not found', async () => {
    expect((await hub.as(ruta).get('/api/catalogue/exploiters')).status).toBe(404)
  })

  test('a kind is offered from its first day to its last, and no longer', async () => {
    await hub.owner(
      `update cases.catalogue set until_on = '2026-11-23' where list = 'needs' and kind = 'work'`,
    )
    await hub.owner(`insert into cases.catalogue (list, kind, label, position, from_on)
      values ('needs', 'pets', 'Pets', 99, '2026-11-24')`)
    await hub.owner(`update referrals.refusal_reason set until_on = '2026-11-23' where kind = 'duplicate'`)
    const offered = async () => ({
      needs: (await choices('needs')).map(({ kind }) => kind),
      refusals: (await choices('refusals')).map(({ kind }) => kind),
    })
    hub.clock.set(aMonday)
    const monday = await offered()
    expect(monday.needs).toContain('work')
    expect(monday.needs).not.toContain('pets')
    expect(monday.refusals).toContain('duplicate')
    hub.clock.set('2026-11-24T00:00:00Z')
    const tuesday = await offered()
    expect(tuesday.needs).not.toContain('work')
    expect(tuesday.needs).toContain('pets')
    expect(tuesday.refusals).not.toContain('duplicate')
  })
})
