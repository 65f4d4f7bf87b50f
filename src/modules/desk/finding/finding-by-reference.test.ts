import { describe, expect, test } from 'vitest'
import { made, openCase, refer } from '../../../../test/support/casework.ts'
import { council, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { planned } from '../../../../test/support/visits.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const opened = await openCase(hub)
const waiting = await refer(hub)

type Found = { kind: string; id: string; errors: { field: string; message: string }[] }
const ask = (reference: string, by = ruta) =>
  hub.as(by).get<Found>(`/api/references?reference=${encodeURIComponent(reference)}`)
const find = (reference: string, by = ruta) => hub.as(by).submit('/references', { reference })

/** The same reference with one character changed: into another of the alphabet. */
const slipped = (reference: string) => reference.slice(0, -1) + (reference.endsWith('7') ? '8' : '7')

describe('finding by reference', () => {
  test('leads to the case, the referral or the visit, however it was spoken', async () => {
    const visit = (
      await hub.as(ruta).get<{ reference: string; id: string }>(`/api/visits/${(await planned(hub)).id}`)
    ).body
    const wanted = [
      [opened.case.reference, `/cases/${opened.case.id}`],
      [waiting.reference, `/referrals/${waiting.id}`],
      [visit.reference, `/visits/${visit.id}`],
    ] as const
    for (const [reference, place] of wanted) {
      const spoken = [reference, reference.toLowerCase(), ` ${reference.slice(3).replace('-', ' ')} `]
      for (const typed of [...spoken, reference.slice(3).replaceAll('0', 'o').replaceAll('1', 'l')]) {
        const { status, headers } = await find(typed)
        expect([status, headers.location], typed).toEqual([303, place])
      }
      expect((await ask(reference)).body.id).toBe(place.split('/')[2])
    }
  })

  test('says the same of what is hidden and of what does not exist, and keeps what was typed', async () => {
    const hidden = await openCase(hub)
    await made(hub, manager, `/api/people/${hidden.personId}/restriction`, { because: 'highRisk' }, 'person')
    const answers = []
    for (const [reference, by] of [
      [hidden.case.reference, ioana],
      [hidden.referral.reference, ioana],
      [opened.case.reference, outsider],
      [opened.case.reference, officer],
      ['WM-0000-0000', ruta],
    ] as const) {
      const page = await find(reference, by)
      expect(page.text).toContain(`value="${reference}"`)
      expect((await ask(reference, by)).status).toBe(404)
      const message = /id="reference-error"[^>]*>([\s\S]*?)<\/p>/.exec(page.text)?.[1]
      answers.push([page.status, message])
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]).toEqual([404, expect.stringContaining('You can see nothing with this reference')])
    expect((await find(hidden.case.reference, manager)).status).toBe(303)
  })

  test('shows a sender what they sent, and nobody else of another team', async () => {
    expect((await find(waiting.reference, officer)).headers.location).toBe(`/referrals/${waiting.id}`)
    expect((await find(waiting.reference, council)).status).toBe(404)
  })

  test('says beside the box what is wrong with what was typed, before anybody is asked', async () => {
    for (const [typed, message] of [
      ['', 'Enter a reference, like WM-7K2M-94QX'],
      ['Daiva', 'Enter a reference, like WM-7K2M-94QX'],
      ['WM-1234', 'Enter a reference, like WM-7K2M-94QX'],
      [slipped(opened.case.reference), 'One character of this reference is wrong. Ask for it again'],
    ] as const) {
      const page = await find(typed)
      expect(page.status, typed).toBe(422)
      expect(page.text, typed).toContain(message)
      expect(page.text).toContain(`value="${typed}"`.replace('value=""', ''))
      const { status, body } = await ask(typed)
      expect([status, body.errors[0]?.field]).toEqual([422, 'reference'])
    }
  })

  test('is on Today and above the cases, and its form is one’s own', async () => {
    for (const path of ['/today', '/cases', '/references'])
      expect((await hub.as(ruta).page(path)).text, path).toContain('action="/references"')
    const forged = await hub.as(ruta).submit('/references', { _csrf: 'x', reference: opened.case.reference })
    expect(forged.status).toBe(403)
  })

  test('is recorded when it finds nothing, with no word of what was typed', async () => {
    const count = async () =>
      (await hub.owner<{ n: number }>('select count(*)::int as n from kernel.access where outcome = 2'))[0]
        ?.n ?? 0
    const before = await count()
    await find('WM-0000-0000')
    expect(await count()).toBe(before + 1)
  })
})
