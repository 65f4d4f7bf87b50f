import { describe, expect, test } from 'vitest'
import { memberId, openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { beata, ioana, manager, otherManager, officer, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const page = async (by: string, path: string) => (await hub.as(by).page(path)).text

describe('the page of who may see a person', () => {
  test('is reached from the case, and from a referral before there is one', async () => {
    const { personId, case: of } = await openCase(hub, { calledName: 'Daiva' })
    expect(await page(ruta, `/cases/${of.id}`)).toContain(`href="/people/${personId}/members"`)
    const shown = await page(ruta, `/people/${personId}/members`)
    expect(shown).toContain('Rūta Vaitkutė')
    expect(shown).toContain('Daiva')
    expect(shown).toContain(`href="/cases/${of.id}"`)
    expect(shown).not.toContain('Restrict to named colleagues')

    const waiting = await refer(hub)
    const person = await personOf(hub, waiting.id)
    expect(await page(ruta, `/referrals/${waiting.id}`)).toContain(`href="/people/${person}/members"`)
    expect(await page(officer, `/referrals/${waiting.id}`)).not.toContain(`/people/${person}`)
    const before = await page(manager, `/people/${person}/members`)
    expect(before).toContain(`href="/referrals/${waiting.id}"`)
    expect(before).toContain('Restrict to named colleagues')
    expect((await hub.as(officer).page(`/people/${person}/members`)).status).toBe(404)
  })

  test('restricts to named colleagues, keeps what was chosen when it cannot, and lifts it again', async () => {
    const { personId, case: of } = await openCase(hub)
    const path = `/people/${personId}/restriction`
    const member = await memberId(hub, ruta)
    expect(await page(manager, path)).toContain('Safety warnings go on')
    const refused = await hub.as(manager).submit(path, { members: member })
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Choose why this person is restricted'),
    ])
    expect(refused.text).toMatch(new RegExp(`value="${member}"[^>]* checked`))
    const sent = await hub.as(manager).submit(path, { because: 'highRisk', members: member })
    expect([sent.status, sent.headers.location]).toEqual([303, `/people/${personId}/members`])
    expect((await hub.as(ruta).page(`/cases/${of.id}`)).status).toBe(200)
    expect((await hub.as(otherManager).page(`/people/${personId}/members`)).status).toBe(404)
    const shown = await page(manager, `/people/${personId}/members`)
    expect(shown).toMatch(/Restricted on .* by Grace Okoro: the risk to them is high/)

    const another = await memberId(hub, ioana)
    const named = await hub.as(manager).submit(`/people/${personId}/named-members`, { member: another })
    expect(named.status).toBe(303)
    const off = `/people/${personId}/named-members/endings`
    expect(await page(manager, `${off}?member=${another}`)).toMatch(new RegExp(`value="${another}" selected`))
    expect((await hub.as(manager).submit(off, { member: another })).status).toBe(303)
    expect((await hub.as(ioana).page(`/cases/${of.id}`)).status).toBe(404)

    expect((await hub.as(manager).submit(`${path}/end`, {})).status).toBe(303)
    expect((await hub.as(ioana).page(`/cases/${of.id}`)).status).toBe(200)
  })

  test('excludes a worker and leads to its end; whoever excludes themselves is led to their list', async () => {
    const { personId } = await openCase(hub)
    const path = `/people/${personId}/exclusions`
    const member = await memberId(hub, beata)
    const refused = await hub.as(ruta).submit(path, { member })
    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(new RegExp(`value="${member}" selected`))
    const sent = await hub.as(ruta).submit(path, { member, askedBy: 'person' })
    expect(sent.headers.location).toBe(`/people/${personId}/members`)
    const shown = await page(ruta, `/people/${personId}/members`)
    expect(shown).toMatch(/\/exclusions\/[-0-9a-f]{36}\/end/)
    expect(shown).toContain('The person asked')
    const own = await hub.as(ioana).submit(path, { member: await memberId(hub, ioana), askedBy: 'worker' })
    expect([own.status, own.headers.location]).toEqual([303, '/cases'])
    expect((await hub.as(ioana).page(`/people/${personId}/members`)).status).toBe(404)
  })
})
