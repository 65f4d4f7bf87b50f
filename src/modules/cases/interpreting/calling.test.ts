import { describe, expect, test } from 'vitest'
import { fullPerson, openCase } from '../../../../test/support/casework.ts'
import { administrator, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const opened = await openCase(hub, { ...fullPerson, calledName: 'Zzmarker' })
const path = `/cases/${opened.case.id}/interpreter-calls`

interface Card {
  line?: { number: string; confirmed: boolean }
  language?: string
  interpreterGender?: string
  calls: object[]
}
const card = async () => (await hub.as(ruta).get<Card>(`/api${path}`)).body

describe('the call card', () => {
  test('has the line, the language and the wish, and not one word of who it is', async () => {
    expect(await card()).toMatchObject({
      line: { number: '01632 960555', confirmed: false },
      language: 'lit',
      interpreterGender: 'woman',
    })
    const { text } = await hub.as(ruta).page(path)
    expect(text).toContain('[K] Nobody has confirmed this number yet.')
    expect(text).toContain('Lithuanian')
    expect(text).toContain('A woman')
    for (const secret of [
      'Zzmarker',
      'Sakalienė',
      '07700 9',
      opened.case.reference,
      opened.referral.reference,
    ])
      expect(text).not.toContain(secret)
  })

  test('takes a new line from its day on, which a manager enters', async () => {
    const line = { agency: 'New line', number: '01632 960777', confirmed: true, from: '2026-11-25' }
    expect((await hub.as(manager).post('/api/interpreter-lines', line)).status).toBe(201)
    expect((await card()).line).toMatchObject({ number: '01632 960555' })
    hub.clock.set('2026-11-25T09:00:00Z')
    expect((await card()).line).toMatchObject({ number: '01632 960777', confirmed: true })
    expect(
      (await hub.as(manager).post('/api/interpreter-lines', { ...line, number: 'PIN 1234' })).status,
    ).toBe(422)
  })

  test('is not for those who do not see the case', async () => {
    for (const by of [officer, outsider, administrator])
      expect((await hub.as(by).get(`/api${path}`)).status, by).toBe(404)
  })
})

describe('after the call', () => {
  const record = (body: object, by = ruta) => hub.as(by).post(`/api${path}`, { language: 'lit', ...body })

  test('says came or not, understood or not, use again', async () => {
    expect((await record({ result: 'understood', useAgain: true, interpreter: '4471' })).status).toBe(201)
    expect((await record({ result: 'didNotCome' })).status).toBe(201)
    expect((await record({ result: 'didNotCome', useAgain: true })).status).toBe(422)
    expect((await card()).calls).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ came: true, understood: true, useAgain: true, interpreter: '4471' }),
        expect.objectContaining({ came: false }),
      ]),
    )
    expect((await record({ result: 'understood' }, officer)).status).toBe(404)
  })
})
