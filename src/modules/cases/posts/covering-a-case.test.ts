import { beforeEach, expect, test } from 'vitest'
import { openCase } from '../../../../test/support/casework.ts'
import { manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'

const hub = await world()
beforeEach(() => hub.clock.set(aMonday))

interface Cover {
  today: string
  week: string
  toPerson?: string
  byInterpreter: boolean
}

const lithuanian = {
  calledName: 'Markername',
  gender: 'man',
  languages: [
    { code: 'lit', level: 'first' },
    { code: 'rus', level: 'fluent', refused: true },
  ],
}
const coverOf = async (id: string, by = ruta) => hub.as(by).get<Cover>(`/api/cases/${id}/cover`)

test('a case says who speaks with the person today, and on her days off who covers and why', async () => {
  const { case: of } = await openCase(hub, lithuanian, {}, 1)
  expect((await coverOf(of.id)).body).toMatchObject({
    today: 'Today: Rūta Vaitkutė speaks Lithuanian as a first language, as the person does',
    byInterpreter: false,
  })
  hub.clock.set('2026-11-26T10:00:00Z')
  const { body } = await coverOf(of.id)
  expect(body).toMatchObject({
    today: 'Today: Ioana Marinescu needs a telephone interpreter for Lithuanian, as he did not want Russian',
    week: expect.stringContaining('Thu and Fri a telephone interpreter, as he did not want Russian'),
    byInterpreter: true,
  })
  expect((await hub.as(ruta).page(`/cases/${of.id}`)).text).toContain(body.today)
})

test('it is of the post the case is with, whoever fits better, and is said to who may see the case', async () => {
  const { case: of, personId } = await openCase(hub, lithuanian, {}, 2)
  expect((await coverOf(of.id)).body.week).toContain('Beata would speak through a telephone interpreter')
  for (const other of [officer, outsider]) expect((await coverOf(of.id, other)).status).toBe(404)
  await hub.as(manager).post(`/api/people/${personId}/restriction`, { because: 'highRisk' })
  expect((await coverOf(of.id)).status).toBe(404)
  expect((await coverOf(of.id, manager)).status).toBe(200)
})
