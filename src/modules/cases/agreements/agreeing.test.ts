import { describe, expect, test } from 'vitest'
import { made, openCase, type Opened } from '../../../../test/support/casework.ts'
import { council, officer, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'
import { withdrawalSentence } from '../words.ts'
import type { AgreementKnown } from './queries.ts'

const hub = await world()

const ask = ({ case: { id } }: Opened, body: object) =>
  made(hub, ruta, `/api/cases/${id}/agreements`, body, 'agreement')
const known = async ({ case: { id } }: Opened) =>
  (await hub.as(ruta).get<{ agreements: AgreementKnown[] }>(`/api/cases/${id}`)).body.agreements

describe('what they agreed to', () => {
  test('keeps where, with whom, rested and fed, their own words, and which wording they heard', async () => {
    const opened = await openCase(hub)
    const whole = {
      purpose: 'share',
      recipient: 'Harbour Light',
      given: 'yes',
      explainedIn: 'lit',
      how: 'Read aloud',
      place: 'hotel',
      alone: true,
      rested: true,
      fed: true,
      words: 'Taip, tik jiems',
      lawfulBasis: 'publicTask',
    }
    await ask(opened, whole)
    expect(await known(opened)).toMatchObject([{ ...whole, wording: 1, stands: true }])
    expect((await known(opened))[0]?.askAgainOn).toBeUndefined()
  })

  test.each([
    { place: 'visit' },
    { place: 'custody' },
    { alone: false, othersPresent: 'The driver' },
    { rested: false },
    { fed: false },
  ])('is asked again within 72 hours when taken so: %j', async (so) => {
    const opened = await openCase(hub)
    await ask(opened, { purpose: 'police', given: 'yes', ...so })
    expect((await known(opened))[0]?.askAgainOn).toBe('2026-11-26')
  })

  test('stands by the latest of a purpose and a recipient, also of one moment; what was said before is history', async () => {
    const opened = await openCase(hub)
    for (const [recipient, given] of [
      ['Harbour Light', 'yes'],
      ['The council', 'no'],
      [' harbour light', 'notNow'],
    ])
      await ask(opened, { purpose: 'share', recipient, given })
    expect((await known(opened)).map(({ given, stands }) => [given, stands])).toEqual([
      ['notNow', true],
      ['no', true],
      ['yes', false],
    ])
  })
})

describe('withdrawing', () => {
  test('says the exact sentence, ends it now, and keeps their words', async () => {
    const opened = await openCase(hub)
    const id = await ask(opened, { purpose: 'share', recipient: 'Harbour Light', given: 'yes' })
    const page = await hub.as(ruta).page(`/agreements/${id}/withdrawal`)
    expect(page.text).toContain(withdrawalSentence)
    await made(hub, ruta, `/api/agreements/${id}/withdrawal`, { words: 'Nebenoriu' }, 'agreement')
    expect(await known(opened)).toMatchObject([
      { withdrawnAt: aMonday, withdrawnWords: 'Nebenoriu', stands: true },
    ])
  })

  test('is possible after the case was closed, once, and only of a yes', async () => {
    const opened = await openCase(hub)
    const [yes, no] = [
      await ask(opened, { purpose: 'share', given: 'yes' }),
      await ask(opened, { purpose: 'police', given: 'no' }),
    ]
    await made(hub, ruta, `/api/cases/${opened.case.id}/closure`, { reason: 'goalsMet' }, 'case')
    expect((await hub.as(ruta).post(`/api/agreements/${yes}/withdrawal`, {})).status).toBe(201)
    expect((await hub.as(ruta).post(`/api/agreements/${yes}/withdrawal`, {})).status).toBe(409)
    expect((await hub.as(ruta).post(`/api/agreements/${no}/withdrawal`, {})).status).toBe(409)
  })

  test('is nobody else’s: hidden and absent are the same', async () => {
    const id = await ask(await openCase(hub), { purpose: 'share', given: 'yes' })
    for (const member of [officer, council])
      expect((await hub.as(member).post(`/api/agreements/${id}/withdrawal`, {})).status).toBe(404)
  })
})

describe('whether they can decide', () => {
  test('is recorded for one decision, with the help that was given', async () => {
    const opened = await openCase(hub)
    const decided = {
      decision: 'Whether to go home',
      finding: 'doubt',
      help: 'Pictures, two visits',
      assessedBy: 'socialWorker',
      assessor: 'M. Wren',
      advocate: 'asked',
    }
    await made(hub, ruta, `/api/cases/${opened.case.id}/capacity`, decided, 'capacity')
    expect((await hub.as(ruta).get(`/api/cases/${opened.case.id}`)).body).toMatchObject({
      capacity: [{ ...decided, by: 'Rūta Vaitkutė' }],
    })
    expect(
      (
        await hub
          .as(ruta)
          .post(`/api/cases/${opened.case.id}/capacity`, { finding: 'can', assessedBy: 'hub' })
      ).status,
    ).toBe(422)
  })
})

test('the five sentences are dated data, and say that nobody has checked them', async () => {
  const { body } = await hub.as(ruta).get<{ version: number; sentences: string[] }>('/api/agreement-wording')
  expect(body).toMatchObject({ version: 1 })
  expect(body.sentences).toHaveLength(5)
  const page = (await hub.as(ruta).page(`/cases/${(await openCase(hub)).case.id}/agreements/new`)).text
  for (const sentence of body.sentences) expect(page).toContain(sentence)
  expect(page).toContain('unconfirmed')
})
