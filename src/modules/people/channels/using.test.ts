import { describe, expect, test } from 'vitest'
import { fullPerson, made, openCase, type Opened } from '../../../../test/support/casework.ts'
import { channels } from '../../../../test/support/channels.ts'
import { manager, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'

const hub = await world()
const { agree, phoneOf, spoke, waysOf } = channels(hub)

describe('the strip above every page of the case', () => {
  const strip = async ({ case: { id } }: Opened) => (await hub.as(ruta).page(`/cases/${id}`)).text

  test('links what is safe, and says the rest in words', async () => {
    const page = await strip(await openCase(hub, fullPerson))
    expect(page).toContain('href="tel:+447700900764"')
    expect(page).toMatch(/Do not use: text message<\/strong> <bdi>07700 900122/)
    expect(page).not.toContain('sms:')
    expect(page).toContain('1 not checked:')
    expect(page).not.toContain('d@example.org')
  })

  test('links nothing after a move or 30 days, until the check question was answered', async () => {
    const opened = await openCase(hub, fullPerson)
    await agree(opened)
    const bed = await made(
      hub,
      ruta,
      `/api/cases/${opened.case.id}/actions`,
      { kind: 'bedTonight' },
      'action',
    )
    try {
      hub.clock.set('2026-11-23T11:00:00Z')
      await made(hub, ruta, `/api/actions/${bed}/outcome`, { outcome: 'done' }, 'action')
      hub.clock.set('2026-11-23T12:00:00Z')
      expect(await strip(opened)).not.toContain('tel:')
      expect(await strip(opened)).toContain('They have moved since.')
      await spoke(opened, { check: 'answered' })
      expect(await strip(opened)).toContain('tel:+447700900764')
      hub.clock.set('2026-12-24T12:00:00Z')
      expect(await strip(opened)).not.toContain('tel:')
    } finally {
      hub.clock.set(aMonday)
    }
  })
})

describe('using a way whose check is old', () => {
  test('takes a reason, opens it to that member alone, and for a quarter of an hour', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    const ring = async (member: string) =>
      (await hub.as(member).page(`/people/${opened.personId}/ways`)).text.includes('tel:+447700900764')
    try {
      hub.clock.set('2027-01-04T12:00:00Z')
      expect(await ring(ruta)).toBe(false)
      expect((await hub.as(ruta).post(`/api/channels/${id}/use`, {})).status).toBe(422)
      await made(hub, ruta, `/api/channels/${id}/use`, { because: 'lifeAtRisk' }, 'channel')
      expect(await ring(ruta)).toBe(true)
      expect(await ring(manager)).toBe(false)
      hub.clock.set('2027-01-04T12:16:00Z')
      expect(await ring(ruta)).toBe(false)
    } finally {
      hub.clock.set(aMonday)
    }
  })

  test('is refused for a way that is unsafe or that nobody checked', async () => {
    const ways = await waysOf(await openCase(hub, fullPerson))
    const use = async (channel: string) => {
      const id = ways.find((way) => way.channel === channel)?.id
      return (await hub.as(ruta).post(`/api/channels/${id}/use`, { because: 'lifeAtRisk' })).body
    }
    expect(await use('text')).toMatchObject({ status: 409, detail: 'This is not safe: do not use it.' })
    expect(await use('email')).toMatchObject({
      status: 409,
      detail: 'Nobody has checked this: do not use it until somebody has.',
    })
  })
})
