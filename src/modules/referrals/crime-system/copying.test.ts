import { describe, expect, test } from 'vitest'
import { full, fullPerson, refer } from '../../../../test/support/casework.ts'
import { council, manager, officer, officersColleague, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const path = (id: string) => `/api/referrals/${id}/crime-system-copy`

describe('the copy for the crime system', () => {
  test('holds who the person is, where they were found and the signs, and no free text, contact, health or third party', async () => {
    // A marker in every answer that is written freely.
    const marked = {
      ...full,
      source: {
        door: 'visit',
        organisation: 'MARK-organisation',
        name: 'MARK-teller',
        contact: 'MARK-contact',
      },
      account: 'MARK-account',
      foundAt: { town: 'Eastgate', postcode: 'AL9 4QQ', description: 'MARK-place' },
      indicators: ['withholdingOfWages', 'injuriesFromAssault', 'noMedicalCare', 'excessiveOvertime'],
      immediate: { danger: true, wantsToDie: true, injured: true, medical: true, pregnant: true },
    }
    const person = {
      ...fullPerson,
      languages: [{ code: 'lit', level: 'first', dialect: 'MARK-dialect' }],
      interpreterGender: 'MARK-interpreter',
      safeContact: [{ channel: 'phone', value: 'MARK-number', safe: 'yes', rules: 'MARK-rules' }],
    }
    const { id, reference } = await refer(hub, person, marked)
    const { body } = await hub.as(ruta).get<{ text: string }>(path(id))
    expect(body.text.split('\n')).toEqual([
      `Waymark reference: ${reference}`,
      'Referred on: 23 November 2026',
      'Reached the hub by: Visit',
      'Called: Daiva',
      'Name: Daiva Sakalienė',
      'Name: 戴娃',
      'Name: فاطمة',
      'Name: Dd',
      'Born: 27 March 1991',
      'Adult or child: Adult',
      'Gender: Woman',
      'Nationality: Lithuania, Russia',
      'Languages: Lithuanian (first language)',
      'Found in: Eastgate, AL9 4QQ',
      'When referred: in danger',
      'Signs noted: withholdingOfWages, excessiveOvertime',
    ])
    expect(body.text).not.toMatch(/MARK|\bdie\b|injur|medical|pregnan/)
    const page = await hub.as(ruta).page(path(id).replace('/api', ''))
    expect(page.text).toContain('What is left out')
    expect(page.text).not.toContain('MARK')
  })

  test('is for the hub and for police staff who see the referral, and each reading is recorded as such', async () => {
    const { id } = await refer(hub)
    for (const member of [ruta, manager, officer, officersColleague])
      expect((await hub.as(member).get(path(id))).status).toBe(200)
    expect(
      await hub.owner('select from kernel.access where what = 41 and subject_id = $1 and outcome = 1', [id]),
    ).toHaveLength(4)
    expect((await hub.as(council).get(path(id))).status).toBe(404)
    const { id: ofCouncil } = await refer(hub, {}, {}, council)
    expect((await hub.as(council).get(path(ofCouncil))).status).toBe(403)
    const links = async (member: string, of: string) =>
      (await hub.as(member).page(`/referrals/${of}`)).text.includes('crime-system-copy')
    expect([await links(officer, id), await links(ruta, id), await links(council, ofCouncil)]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('of a person of whom nothing is known says only that', async () => {
    const { id, reference } = await refer(hub)
    const { body } = await hub.as(ruta).get<{ text: string }>(path(id))
    expect(body.text).toBe(
      `Waymark reference: ${reference}\nReferred on: 23 November 2026\nReached the hub by: Police officer`,
    )
  })
})
