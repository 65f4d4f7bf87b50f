import { beforeAll, describe, expect, test } from 'vitest'
import { made, openCase } from '../../../test/support/casework.ts'
import { manager, ruta } from '../../../test/support/members.ts'
import { planned, visit } from '../../../test/support/visits.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const premises = { kind: 'flat', address: 'Flat 3, 21 Quill Street', town: 'Eastgate', postcode: 'AL9 7ZZ' }
const stop = 'Stop. Do not use this.'
const plan = (more: object, by = manager) => hub.as(by).post('/api/visits', { ...visit, premises, ...more })
const hits = async () => (await hub.owner('select from people.warning_hit')).length

beforeAll(async () => {
  const { case: of } = await openCase(hub)
  const warning = { kind: 'doNotVisitAlone', unsafe: '21 Quill Street, AL9 7ZZ' }
  await made(hub, manager, `/api/cases/${of.id}/warnings`, warning, 'warning')
})

describe('a visit to an address that was warned of', () => {
  test.each([
    ['a co-ordinator, whoever goes along', { warnedWith: 'police' }, ruta],
    ['a manager who has not said who goes along', {}, manager],
  ])('is not planned by %s, and that it was typed is recorded', async (_, more, by) => {
    const before = await hits()
    const answer = await plan(more, by)
    expect(answer.body).toMatchObject({
      status: 422,
      errors: [{ field: 'premises.address', message: expect.stringContaining(stop) }],
    })
    expect(await hits()).toBe(before + 1)
  })

  test.each([
    ['alone', { warnedWith: 'twoWorkers', alone: { backBy: '17:30', ring: '07700 900556' } }, 'warnedWith'],
    ['with police who are not coming', { warnedWith: 'police', agencies: ['housing'] }, 'agencies'],
  ])('is not planned %s', async (_, more, field) => {
    expect((await plan(more)).body).toMatchObject({ status: 422, errors: [{ field }] })
  })

  test.each([['police'], ['twoWorkers']])(
    'is planned by a manager with %s: by name, and recorded',
    async (warnedWith) => {
      const before = await hits()
      const { id } = await planned(hub, { premises, warnedWith }, manager)
      expect(await hits()).toBe(before + 1)
      expect((await hub.as(ruta).get(`/api/visits/${id}`)).body).toMatchObject({
        warned: { with: warnedWith, by: 'Grace Okoro' },
      })
      expect(
        await hub.owner(`select detail from kernel.event where subject_id = $1 and name = 'visit.planned'`, [
          id,
        ]),
      ).toEqual([{ detail: { alone: false, immigration: 'no', warnedWith } }])
      const shown = async (path: string) => {
        const { text } = await hub.as(ruta).page(`/visits/${id}${path}`)
        return [text.includes(stop), text.includes('Grace Okoro, a manager, said so')]
      }
      expect([await shown(''), await shown('/sheet'), await shown('/sheet?copy=outside')]).toEqual([
        [true, true],
        [true, true],
        [false, false],
      ])
    },
  )

  test('asks the manager on the page, and tells a co-ordinator whom to ask', async () => {
    const body = {
      'on-day': '25',
      'on-month': '11',
      'on-year': '2026',
      at: '6:30',
      immigration: 'no',
      'premises.kind': premises.kind,
      'premises.address': premises.address,
      'premises.postcode': premises.postcode,
    }
    const asked = async (by: string) => (await hub.as(by).submit('/visits/plan', body)).text
    const [forManager, forRuta] = [await asked(manager), await asked(ruta)]
    expect(forManager).toContain('name="warnedWith"')
    expect(forRuta).not.toContain('name="warnedWith"')
    expect(forRuta).toContain('a manager may plan it')
    expect((await hub.as(manager).page('/visits/plan')).text).not.toContain('name="warnedWith"')
  })

  test('says nothing of a warning where there is none', async () => {
    const { id } = await planned(hub, { warnedWith: 'police' }, manager)
    expect((await hub.as(ruta).get<{ warned?: object }>(`/api/visits/${id}`)).body.warned).toBeUndefined()
  })
})
