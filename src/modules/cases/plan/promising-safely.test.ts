import { beforeAll, describe, expect, test } from 'vitest'
import { made, openCase, type Opened } from '../../../../test/support/casework.ts'
import { ruta } from '../../../../test/support/members.ts'
import { promises } from '../../../../test/support/promises.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
// More cases than a post has room for.
beforeAll(() => hub.owner('update cases.post set capacity = 200'))
const { actionsOf, check, end, promise, promised } = promises(hub)

const list = {
  safeNow: 'yes',
  othersThere: 'unknown',
  familyAtRisk: 'no',
  policeOperation: 'no',
  decidedBy: 'person',
  decision: 'go',
}
const authority = {
  purpose: 'authority',
  recipient: 'Marshland Bank',
  given: 'yes',
  signed: true,
  expiresOn: '2027-02-23',
}

describe('a child, or somebody who may be one', () => {
  test.each(['child', 'unsure'])(
    '%s: no hotel and no adult accommodation without the council’s named agreement',
    async (ageStatus) => {
      const opened = await openCase(hub, { ageStatus })
      for (const kind of ['bedTonight', 'safeHouse']) {
        for (const councilAgreement of [undefined, '', '  ']) {
          const { status, body } = await promise(opened, { kind, councilAgreement })
          expect(status).toBe(422)
          expect(body.errors).toMatchObject([{ field: 'councilAgreement' }])
        }
        expect(
          (await promise(opened, { kind, councilAgreement: 'M. Wren, duty social worker' })).status,
        ).toBe(201)
      }
      expect((await promise(opened, { kind: 'clothes' })).status).toBe(201)
      expect(
        (await actionsOf(opened)).map(({ councilAgreement }) => councilAgreement).filter(Boolean),
      ).toEqual(Array(2).fill('M. Wren, duty social worker'))
    },
  )

  test.each([
    ['a child was ticked', { immediate: { child: true } }],
    ['whether children are involved is not sure', { children: { involved: 'unsure' } }],
  ])('an age that nobody asked, where %s, counts as unsure', async (_, told) => {
    const opened = await openCase(hub, {}, told)
    const { status, body } = await promise(opened, { kind: 'bedTonight' })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ field: 'councilAgreement' }])
    for (const page of ['bed-tonight', 'actions'])
      expect((await hub.as(ruta).page(`/cases/${opened.case.id}/${page}`)).text).toContain(
        'name="councilAgreement"',
      )
    expect((await promise(opened, { kind: 'bedTonight', councilAgreement: 'M. Wren' })).status).toBe(201)
    const adult = await openCase(hub, { ageStatus: 'adult' }, told)
    expect((await promise(adult, { kind: 'bedTonight' })).status).toBe(201)
  })

  test('an adult is not asked for it', async () => {
    expect((await promise(await openCase(hub, { ageStatus: 'adult' }), { kind: 'bedTonight' })).status).toBe(
      201,
    )
  })

  test('the database refuses it whoever writes', async () => {
    const opened = await openCase(hub, { ageStatus: 'child' })
    const writing = hub.owner(
      `insert into cases.action (id, case_id, person_id, open_hub, kind, at, made_by)
       select gen_random_uuid(), id, person_id, open_hub, 'bedTonight', now(), gen_random_uuid() from cases."case" where id = $1`,
      [opened.case.id],
    )
    await expect(writing).rejects.toMatchObject({ constraint: 'action_council_agrees' })
  })
})

describe('an act an exploiter could notice', () => {
  test.each(['wageClaim', 'benefitsCorrected', 'employerContacted', 'letter'])(
    '%s is held until the short list says go',
    async (kind) => {
      const opened = await openCase(hub)
      const { body } = await promise(opened, { kind })
      expect(body.askFirst).toBe(true)
      expect(await actionsOf(opened)).toMatchObject([{ held: true }])
      const early = await end(body.action.id, { outcome: 'done' })
      expect(early.status).toBe(422)
      expect(early.body.errors).toMatchObject([
        { field: 'goingNow', message: expect.stringContaining('short list') },
      ])

      expect((await check(body.action.id, { ...list, decision: 'wait' })).status).toBe(201)
      expect((await end(body.action.id, { outcome: 'done' })).status).toBe(422)
      expect((await check(body.action.id, { ...list, words: 'His brother still lives there' })).status).toBe(
        201,
      )
      expect(await actionsOf(opened)).toMatchObject([
        { check: { decision: 'go', decidedBy: 'person', words: 'His brother still lives there' } },
      ])
      expect((await end(body.action.id, { outcome: 'done' })).status).toBe(201)
    },
  )

  test('is asked whole: each question that was left out says so', async () => {
    const action = await promised(await openCase(hub), 'wageClaim')
    const { status, body } = await check(action, {})
    expect(status).toBe(422)
    expect(body.errors?.map(({ field }) => field)).toEqual(Object.keys(list))
  })

  test('one tap is enough when life or wage is at stake, and it is recorded', async () => {
    const opened = await openCase(hub)
    const action = await promised(opened, 'bankContacted')
    expect((await end(action, { outcome: 'done', goingNow: true })).status).toBe(201)
    const rows = await hub.owner(
      'select going_now, decision, authority_id from cases.notice_check where action_id = $1',
      [action],
    )
    expect(rows).toEqual([{ going_now: true, decision: 'go', authority_id: null }])
    const told = await hub.owner<{ detail: object }>(
      `select detail from kernel.event where subject_id = $1 and name = 'action.ended'`,
      [action],
    )
    expect(told).toMatchObject([{ detail: { goingNow: true } }])
  })

  test('not chosen and not available need no list: nobody acted', async () => {
    for (const outcome of ['notChosen', 'notAvailable', 'providerSaidNo']) {
      expect((await end(await promised(await openCase(hub), 'wageClaim'), { outcome })).status).toBe(201)
    }
  })
})

describe('a bank', () => {
  test('is told nothing without a signed authority of this case that still stands', async () => {
    const opened = await openCase(hub)
    const other = await openCase(hub)
    const action = await promised(opened, 'bankContacted')
    const refused = await check(action, list)
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([
      { field: 'authority', message: expect.stringMatching(/^No bank talks without a signed authority/) },
    ])

    const signed = (of: Opened, more: object = {}) =>
      made(hub, ruta, `/api/cases/${of.case.id}/agreements`, { ...authority, ...more }, 'agreement')
    const withdrawn = await signed(opened)
    await made(hub, ruta, `/api/agreements/${withdrawn}/withdrawal`, {}, 'agreement')
    for (const wrong of [await signed(other), await signed(opened, { expiresOn: '2026-11-22' }), withdrawn]) {
      expect((await check(action, { ...list, authority: wrong })).status).toBe(422)
    }
    expect(
      (await check(action, { ...list, authority: await signed(opened, { expiresOn: '2026-11-23' }) })).status,
    ).toBe(201)
    expect((await end(action, { outcome: 'done' })).status).toBe(201)
  })

  test.each([
    ['recipient', { recipient: ' ' }],
    ['signed', { signed: false }],
    ['expiresOn', { expiresOn: undefined }],
  ])('an authority needs its %s', async (field, more) => {
    const { case: opened } = await openCase(hub)
    const { status, body } = await hub
      .as(ruta)
      .post(`/api/cases/${opened.id}/agreements`, { ...authority, ...more })
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: [{ field }] })
  })
})
