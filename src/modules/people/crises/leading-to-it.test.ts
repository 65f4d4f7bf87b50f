import { describe, expect, test } from 'vitest'
import { contact, openCase } from '../../../../test/support/casework.ts'
import { crises, said } from '../../../../test/support/crises.ts'
import { officer, ruta } from '../../../../test/support/members.ts'
import { posted } from '../../../../test/support/posted.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const { write } = crises(hub)

describe('the page of whoever wrote it', () => {
  const quick = {
    danger: 'notKnown',
    whereNow: 'Bus station',
    language: 'notKnown',
    reach: `Through me. ${said}`,
    name: 'Tom',
    contact: '101 extension 4471',
  }
  const post = async (email: string, path: string, answers: Record<string, string>) =>
    (await posted(hub, email, path, answers)).headers.location as string

  test('goes to what to do tonight for the hub, and to the receipt for the sender', async () => {
    const of = await openCase(hub)
    expect(
      await post(ruta, `/cases/${of.case.id}/contacts/new`, {
        channel: 'phone',
        reached: 'true',
        summary: said,
      }),
    ).toMatch(/^\/crises\/[0-9a-f-]{36}$/)
    expect(await post(ruta, '/quick-referral', quick)).toMatch(/^\/crises\//)
    expect(await post(officer, '/quick-referral', quick)).toMatch(/^\/sent-referrals\//)
    expect(
      await post(ruta, `/cases/${of.case.id}/contacts/new`, {
        channel: 'phone',
        reached: 'true',
        summary: 'Well',
      }),
    ).toBe(`/cases/${of.case.id}/contacts`)
  })

  test('says 999, the crisis line as unconfirmed, and who is on call', async () => {
    const of = await openCase(hub)
    const { crisis } = await write(of, 'contacts', { ...contact, summary: said })
    const { text } = await hub.as(ruta).page(`/crises/${crisis?.id}`)
    for (const part of [
      'tel:999',
      'tel:111',
      'choose option 2',
      'not yet confirmed',
      'Nobody is on call now',
      'has not been checked',
    ])
      expect(text).toContain(part)
  })
})
