import { beforeAll, describe, expect, test } from 'vitest'
import { contact, openCase, personOf, refer, referAll } from '../../../../test/support/casework.ts'
import { crises, said } from '../../../../test/support/crises.ts'
import { officer, ruta } from '../../../../test/support/members.ts'
import { warmed, world } from '../../../../test/support/world.ts'

const hub = await world()
beforeAll(() => warmed(hub))
const { crisesOf, list, write } = crises(hub)

describe('a word of suicide or self-harm', () => {
  test('in the account of a referral opens a crisis for each person, and the sender is not told where', async () => {
    const sent = await hub
      .as(officer)
      .post<{ referrals: { id: string; reference: string }[] }>('/api/referrals', {
        source: {},
        account: said,
        people: [{}, {}],
      })
    expect(Object.keys(sent.body)).toEqual(['referrals'])
    for (const { id, reference } of sent.body.referrals) {
      const [crisis] = await crisesOf(await personOf(hub, id))
      expect(crisis?.source).toBe('account')
      expect(await list()).toContainEqual(
        expect.objectContaining({ id: crisis?.id, reference, answered: false }),
      )
      expect((await hub.as(officer).page(`/crises/${crisis?.id}`)).status).toBe(404)
    }
    expect(await list(officer)).toEqual([])
  })

  test('is heard when it was only ticked', async () => {
    const { id } = await refer(hub, {}, { immediate: { wantsToDie: true } })
    expect(await crisesOf(await personOf(hub, id))).toMatchObject([{ source: 'immediate' }])
    const without = await referAll(hub, [{}], { immediate: { wantsToDie: false }, account: 'Tired' })
    expect(await crisesOf(await personOf(hub, without[0]?.id as string))).toEqual([])
  })

  test.each([
    ['contacts', { ...contact, summary: 'Nebenoriu gyventi, sakė' }, 'contact'],
    ['contacts', { ...contact, next: 'Ask again whether she wants to die' }, 'contact'],
    ['needs', { kind: 'health', goal: 'Nie chcę żyć' }, 'need'],
    ['actions', { kind: 'doctor', goal: 'self-harm' }, 'action'],
    ['followups', { summary: 'Не хочу жить' }, 'contact'],
    ['closure', { reason: 'goalsMet', verdict: { words: said } }, 'contact'],
    ['handovers', { note: 'Cut her wrists on Friday' }, 'handover'],
    ['first-contact', { way: 'inPerson', plan: 'Life is not worth living, he said' }, 'reaching'],
    ['no-answer', { look: 'Where she talked of an overdose' }, 'reaching'],
    ['agreements', { purpose: 'share', given: 'no', words: 'Nebenoriu gyventi' }, 'agreement'],
  ])('in %s opens one, and the answer says where to go', async (path, body, source) => {
    const of = await openCase(hub)
    const { crisis } = await write(of, path, body)
    expect(await crisesOf(of.personId)).toEqual([{ id: crisis?.id, source }])
    expect((await list())[0]).toMatchObject({ id: crisis?.id, reference: of.case.reference })
  })

  test('in why an action came to nothing opens one, and where they were found', async () => {
    const of = await openCase(hub)
    const { action } = (await write(of, 'actions', { kind: 'doctor' })) as { action: { id: string } }
    await hub.as(ruta).post(`/api/actions/${action.id}/outcome`, { outcome: 'notChosen', reason: said })
    expect(await crisesOf(of.personId)).toMatchObject([{ source: 'action' }])
    const { id } = await refer(
      hub,
      {},
      { foundAt: { town: 'Wisford', description: `On the bridge. ${said}` } },
    )
    expect(await crisesOf(await personOf(hub, id))).toMatchObject([{ source: 'account' }])
  })

  test('in the words of a withdrawal opens one', async () => {
    const of = await openCase(hub)
    const { agreement } = (await write(of, 'agreements', { purpose: 'share', given: 'yes' })) as {
      agreement: { id: string }
    }
    await hub.as(ruta).post(`/api/agreements/${agreement.id}/withdrawal`, { words: said })
    expect(await crisesOf(of.personId)).toMatchObject([{ source: 'agreement' }])
  })

  test('opens no second one while the first is open, even at the same moment; and another once it is closed', async () => {
    const of = await openCase(hub)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => write(of, 'contacts', { ...contact, summary: said })),
    )
    expect(new Set(answers.map(({ crisis }) => crisis?.id)).size).toBe(1)
    const id = answers[0]?.crisis?.id as string
    expect(
      (
        await hub
          .as(ruta)
          .post(`/api/crises/${id}/closure`, { sentence: 'Asked again with Rūta; the GP knows.' })
      ).status,
    ).toBe(201)
    const next = await write(of, 'contacts', { ...contact, summary: said })
    expect(next.crisis?.id).not.toBe(id)
    expect(await crisesOf(of.personId)).toHaveLength(2)
  })

  test('is itself nowhere: not in the crisis, not in an event', async () => {
    const of = await openCase(hub)
    await write(of, 'contacts', { ...contact, summary: 'marker: wants to die' })
    const rows = [
      await hub.owner('select * from people.crisis where person_id = $1', [of.personId]),
      await hub.owner('select * from kernel.event where person_id = $1', [of.personId]),
    ]
    expect(JSON.stringify(rows)).not.toMatch(/marker|wants to die/)
    expect(rows[1]).toContainEqual(
      expect.objectContaining({ name: 'crisis.opened', case_id: of.case.id, detail: { source: 'contact' } }),
    )
  })

  test('that is not one opens nothing', async () => {
    const of = await openCase(hub)
    expect(
      await write(of, 'contacts', { ...contact, summary: 'She is dying to see her children' }),
    ).not.toHaveProperty('crisis')
    expect(await crisesOf(of.personId)).toEqual([])
  })
})
