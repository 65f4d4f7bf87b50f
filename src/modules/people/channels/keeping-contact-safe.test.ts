import { describe, expect, test } from 'vitest'
import { fullPerson, made, openCase } from '../../../../test/support/casework.ts'
import { channels } from '../../../../test/support/channels.ts'
import { council, manager, officer, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'

const hub = await world()
const { phoneOf, waysOf } = channels(hub)

describe('a way to reach somebody', () => {
  test('is added with what to say, and only whoever said yes or no has checked it', async () => {
    const opened = await openCase(hub)
    const path = `/api/people/${opened.personId}/channels`
    await made(
      hub,
      ruta,
      path,
      { channel: 'signal', value: '+44 7700 900333', say: 'English class' },
      'channel',
    )
    await made(
      hub,
      ruta,
      path,
      { channel: 'phone', value: '07700 900444', safe: 'yes', voicemail: false },
      'channel',
    )
    expect(await waysOf(opened)).toMatchObject([
      {
        channel: 'signal',
        value: '+44 7700 900333',
        safe: 'unknown',
        say: 'English class',
        standing: 'unknown',
      },
      {
        channel: 'phone',
        value: '07700 900444',
        safe: 'yes',
        voicemail: false,
        standing: 'safe',
        checkedAt: aMonday,
        checkedBy: 'Rūta Vaitkutė',
      },
    ])
    expect((await waysOf(opened))[0]?.checkedAt).toBeUndefined()
  })

  test('is corrected by a new row: the old one ends and stays', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    const path = `/api/channels/${id}/correction`
    const now = await made(
      hub,
      ruta,
      path,
      { channel: 'phone', value: '07700 900999', safe: 'yes' },
      'channel',
    )
    expect(await phoneOf(opened)).toMatchObject({ id: now, value: '07700 900999' })
    const rows = await hub.owner(
      'select replaces, ended_at is not null as ended from people.channel where id = any($1) order by ended',
      [[id, now]],
    )
    expect(rows).toEqual([
      { replaces: id, ended: false },
      { replaces: null, ended: true },
    ])
    expect(await phoneOf(opened)).toMatchObject({ safe: 'unknown', standing: 'unknown' })
    expect((await hub.as(ruta).post(path, { channel: 'phone', value: '1' })).status).toBe(409)
  })

  test.each([
    ['number', { channel: 'phone', value: '07700 900998' }, 'unknown'],
    ['kind', { channel: 'whatsapp', value: '07700 900764' }, 'unknown'],
    ['times alone', { channel: 'phone', value: '07700 900764', times: 'Mornings' }, 'yes'],
  ])('keeps the old “yes” only for what it was said of: another %s', async (_, told, safe) => {
    const opened = await openCase(hub)
    const first = { channel: 'phone', value: '07700 900764', safe: 'yes' }
    const id = await made(hub, ruta, `/api/people/${opened.personId}/channels`, first, 'channel')
    await made(hub, ruta, `/api/channels/${id}/correction`, { ...told, safe: 'yes' }, 'channel')
    const [way] = await waysOf(opened)
    expect(way).toMatchObject({ ...told, safe })
    expect(way?.checkedAt !== undefined).toBe(safe === 'yes')
    const { text } = await hub.as(ruta).page(`/cases/${opened.case.id}`)
    expect(text.includes('tel:')).toBe(safe === 'yes')
  })

  test('is marked with who checked it and when', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    await made(hub, manager, `/api/channels/${id}/safety`, { safe: 'no' }, 'channel')
    expect(await phoneOf(opened)).toMatchObject({
      safe: 'no',
      standing: 'no',
      checkedBy: 'Grace Okoro',
      checkedAt: aMonday,
    })
  })

  test('is not for the sender of the referral, nor for anybody outside the hub', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    for (const member of [officer, council]) {
      expect((await hub.as(member).post(`/api/channels/${id}/safety`, { safe: 'yes' })).status).toBe(404)
      expect(
        (await hub.as(member).post(`/api/people/${opened.personId}/channels`, { channel: 'phone' })).status,
      ).toBe(404)
    }
  })
})
