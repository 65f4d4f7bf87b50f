import { describe, expect, test } from 'vitest'
import { fullPerson, openCase } from '../../../../test/support/casework.ts'
import { channels } from '../../../../test/support/channels.ts'
import { ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'

const hub = await world()
const { agree, phoneOf, spoke, waysOf } = channels(hub)

describe('proof that it is the person', () => {
  test('is a two-way contact with the check question answered, and nothing less', async () => {
    const opened = await openCase(hub, fullPerson)
    const proved = async () => (await phoneOf(opened)).verifiedAt
    await agree(opened)
    await spoke(opened, { direction: 'in' })
    await spoke(opened, { check: 'notAnswered' })
    await spoke(opened, { reached: false, check: 'answered' })
    expect(await proved()).toBeUndefined()
    await spoke(opened, { check: 'answered' })
    expect(await proved()).toBe(aMonday)
    expect((await phoneOf(opened)).verifiedBy).toBe('Rūta Vaitkutė')
  })

  test('an inbound contact is never left open: nobody said that they asked, so it was not asked', async () => {
    const opened = await openCase(hub, fullPerson)
    await spoke(opened, { direction: 'in' })
    const { body } = await hub.as(ruta).get<{ contacts: object[] }>(`/api/cases/${opened.case.id}`)
    expect(body.contacts).toMatchObject([{ direction: 'in', check: 'notAsked' }])
    expect((await hub.as(ruta).page(`/cases/${opened.case.id}/contacts`)).text).toContain(
      'Not proved to be them',
    )
  })

  test('does not make an unsafe way safe', async () => {
    const opened = await openCase(hub, fullPerson)
    await agree(opened)
    await spoke(opened, { channel: 'text', check: 'answered' })
    const text = (await waysOf(opened)).find(({ channel }) => channel === 'text')
    expect(text).toMatchObject({ safe: 'no', standing: 'no' })
    expect(text?.verifiedAt).toBeUndefined()
    for (const { id, safe } of await waysOf(opened)) {
      const { status } = await hub.as(ruta).post(`/api/channels/${id}/verification`, {})
      expect(status).toBe(safe === 'yes' ? 201 : 409)
    }
  })

  test('takes a question that was agreed: without one nothing can have been answered', async () => {
    const opened = await openCase(hub, fullPerson)
    const said = { channel: 'phone', reached: true, check: 'answered' }
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/contacts`, said)
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { errors: [{ field: 'check', message: 'Agree a check question first' }] },
    ])
    const { id } = await phoneOf(opened)
    const proof = await hub.as(ruta).post(`/api/channels/${id}/verification`, {})
    expect([proof.status, proof.body]).toMatchObject([409, { detail: 'Agree a check question first' }])
    expect((await phoneOf(opened)).verifiedAt).toBeUndefined()
    const offered = async () =>
      (await hub.as(ruta).page(`/cases/${opened.case.id}/contacts/new`)).text.includes('value="answered"')
    expect(await offered()).toBe(false)
    await agree(opened)
    expect(await offered()).toBe(true)
  })

  test('a way of somebody else cannot be named', async () => {
    const [mine, theirs] = [await openCase(hub, fullPerson), await openCase(hub, fullPerson)]
    await agree(mine)
    const { id } = await phoneOf(theirs)
    const answer = await hub.as(ruta).post(`/api/cases/${mine.case.id}/contacts`, {
      channel: 'phone',
      reached: true,
      check: 'answered',
      way: id,
    })
    expect(answer.status).toBe(422)
    expect((await phoneOf(theirs)).verifiedAt).toBeUndefined()
  })
})
