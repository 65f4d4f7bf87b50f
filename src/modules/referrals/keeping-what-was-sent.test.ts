import { describe, expect, test } from 'vitest'
import { made, personOf, refer, type Made } from '../../../test/support/casework.ts'
import {
  ioana,
  manager,
  officer,
  officersColleague,
  otherManager,
  ruta,
} from '../../../test/support/members.ts'
import { asMember, rowsSeen } from '../../../test/support/tables.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const path = (id: string) => `/api/people/${id}/restriction`
const because = { because: 'highRisk' }

describe('a colleague of the hub who sent the referral of a person who was then restricted', () => {
  test('sees what they sent and decides nothing about it: 403 and not a fault', async () => {
    const { id } = await refer(hub, {}, { source: { door: 'coordinator' } }, ruta)
    await made(hub, manager, path(await personOf(hub, id)), because, 'person')
    expect((await hub.as(ruta).get(`/api/referrals/${id}`)).status).toBe(200)
    const refusal = { reason: 'otherArea', explanation: 'Elsewhere' }
    expect((await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)).status).toBe(403)
    expect((await hub.as(ruta).post(`/api/referrals/${id}/acceptance`, { post: 2 })).status).toBe(403)
    const { body } = await hub.as(manager).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'received' })
  })

  const told = { account: 'MARKER-account', source: { door: 'coordinator' } }
  const seen = async (by: string, id: string) => {
    const list = async (path: string) =>
      (await hub.as(by).get<{ items: Made[] }>(`/api/${path}?limit=100`)).body.items.some(
        (item) => item.id === id,
      )
    return {
      read: (await hub.as(by).get(`/api/referrals/${id}`)).status,
      copied: (await hub.as(by).page(`/referrals/${id}/crime-system-copy`)).status,
      answered: (await hub.as(by).post(`/api/referrals/${id}/answers`, { answer: 'Yes' })).status,
      listed: await list('sent-referrals'),
      together: (await hub.as(by).get(`/api/sent-referrals/${id}`)).status,
    }
  }
  const nothing = { read: 404, copied: 404, answered: 404, listed: false, together: 404 }

  test('is the only one of their team who sees it: the hub is not told as “the team that sent it”', async () => {
    const { id } = await refer(hub, {}, told, ruta)
    const person = await personOf(hub, id)
    await made(hub, manager, `/api/referrals/${id}/questions`, { question: 'Where?' }, 'referral')
    await made(hub, manager, path(person), because, 'person')
    for (const by of [ioana, otherManager]) {
      expect(await seen(by, id), by).toEqual(nothing)
      const { 'kernel.access': _, ...rows } = await rowsSeen(hub, by, person)
      expect(Object.entries(rows).filter(([, n]) => n !== 0)).toEqual([])
    }
    expect((await hub.as(manager).get(`/api/referrals/${id}`)).status).toBe(200)
    expect(await seen(ruta, id)).toEqual({
      read: 200,
      copied: 200,
      answered: 201,
      listed: true,
      together: 200,
    })
  })

  test('so it is with a team outside the hub, until the restriction is lifted', async () => {
    const { id } = await refer(hub, {}, told)
    const person = await personOf(hub, id)
    await made(hub, manager, `/api/referrals/${id}/questions`, { question: 'Where?' }, 'referral')
    expect(await seen(officersColleague, id)).toMatchObject({ read: 200, listed: true })
    await made(hub, manager, path(person), because, 'person')
    expect(await seen(officersColleague, id)).toEqual(nothing)
    expect(await seen(officer, id)).toMatchObject({ read: 200, listed: true, together: 200 })
    await made(hub, manager, `${path(person)}/end`, {}, 'person')
    expect(await seen(officersColleague, id)).toMatchObject({ read: 200, listed: true, together: 200 })
  })

  test('leaves their colleague nothing to write either: the database says no to an event and to a reading', async () => {
    const { id } = await refer(hub, {}, told, ruta)
    const person = await personOf(hub, id)
    const may = (by: string) =>
      asMember(hub, by, async (ask) => {
        const [row] = await ask<{ yes: boolean }>('select sec.sent_referral_about($1, 0) as yes', [person])
        return row?.yes
      })
    await made(hub, manager, path(person), because, 'person')
    expect([await may(ruta), await may(ioana)]).toEqual([true, false])
  })
})
