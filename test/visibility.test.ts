import { beforeAll, describe, expect, test } from 'vitest'
import { commands, pages, queries } from '../src/registry.ts'
import { newId } from '../src/kernel/ids.ts'
import { bodies } from './support/bodies.ts'
import type { Answer } from './support/client.ts'
import { everything, type Everything } from './support/everything.ts'
import {
  administrator,
  council,
  governance,
  guardian,
  manager,
  officer,
  officersColleague,
  outsider,
} from './support/members.ts'
import { rowsSeen } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()

let opened: Everything['opened']
let waiting: Everything['waiting']
let hiddenId: Everything['idFor']
beforeAll(async () => {
  ;({ opened, waiting, idFor: hiddenId } = await everything(hub))
})

/** Who may not know that any of it exists. */
const blind = [administrator, council, outsider, guardian, governance]

/** All that is sent, but for the moment. */
function bytes({ status, headers, text }: Answer): string {
  const { date: _, ...rest } = headers
  return JSON.stringify([status, rest, text])
}

describe('what is hidden and what is not there are answered alike, to the byte', () => {
  const about = <Spec extends { path: string }>(specs: readonly Spec[]) =>
    specs.filter(({ path }) => path.includes(':id'))

  test('every query about something, as JSON', async () => {
    const asked = about(queries)
    expect(asked.length).toBeGreaterThanOrEqual(3)
    for (const { path } of asked) {
      for (const member of blind) {
        const id = hiddenId(path)
        expect(id, path).toBeDefined()
        const hidden = await hub.as(member).get(`/api${path.replace(':id', id)}`)
        const absent = await hub.as(member).get(`/api${path.replace(':id', newId())}`)
        const nonsense = await hub.as(member).get(`/api${path.replace(':id', 'x')}`)
        expect(hidden.body, `${member} ${path}`).toEqual({
          type: '/problems/not-found',
          title: 'Not found',
          status: 404,
        })
        expect(bytes(hidden)).toBe(bytes(absent))
        expect(bytes(nonsense)).toBe(bytes(absent))
      }
    }
  })

  test('every command about something, as JSON', async () => {
    const asked = about(commands)
    expect(asked.length).toBeGreaterThanOrEqual(10)
    for (const { path, name } of asked) {
      const body = bodies()[name]
      expect(body, `${name} needs a body here`).toBeDefined()
      for (const member of blind) {
        const hidden = await hub.as(member).post(`/api${path.replace(':id', hiddenId(path))}`, body)
        const absent = await hub.as(member).post(`/api${path.replace(':id', newId())}`, body)
        expect(hidden.status, `${member} ${name}: ${hidden.text}`).toBe(404)
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every page about something', async () => {
    const shown = about(pages)
    expect(shown.length).toBeGreaterThanOrEqual(20)
    for (const { path } of shown) {
      for (const member of blind) {
        const hidden = await hub.as(member).page(path.replace(':id', hiddenId(path)))
        const absent = await hub.as(member).page(path.replace(':id', newId()))
        expect(hidden.status, `${member} ${path}`).toBe(404)
        expect(hidden.text).toContain('999')
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every form about something, sent', async () => {
    const forms = about(pages)
    const answered: number[] = []
    for (const { path } of forms) {
      for (const member of blind) {
        const hidden = await hub.as(member).submit(path.replace(':id', hiddenId(path)), {})
        const absent = await hub.as(member).submit(path.replace(':id', newId()), {})
        expect(bytes(hidden), `${member} ${path}`).toBe(bytes(absent))
        answered.push(hidden.status)
      }
    }
    expect(new Set(answered)).toEqual(new Set([404]))
  })

  test('nothing of theirs has changed by all that asking', async () => {
    const [row] = await hub.owner('select state from referrals.referral where id = $1', [waiting.id])
    expect(row).toEqual({ state: 'received' })
    const { body } = await hub
      .as(manager)
      .get<{ needs: object[]; closedAt?: string }>(`/api/cases/${opened.case.id}`)
    expect([body.needs.length, body.closedAt]).toEqual([1, undefined])
  })
})

describe('the sender', () => {
  test('and their team see the referral as sent and its outcome', async () => {
    for (const member of [officer, officersColleague]) {
      const { status, body } = await hub.as(member).get(`/api/referrals/${opened.referral.id}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ people: [{ calledName: 'Daiva' }], outcome: { state: 'accepted' } })
    }
  })

  test('see neither triage, nor person, nor case, at any door or by SQL', async () => {
    for (const member of [officer, officersColleague]) {
      for (const path of [`referrals/${opened.referral.id}/posts`, `cases/${opened.case.id}`]) {
        expect((await hub.as(member).get(`/api/${path}`)).status, path).toBe(404)
      }
      const seen = await rowsSeen(hub, member, opened.personId)
      const { 'referrals.referral': asSent, 'kernel.access': looked, ...others } = seen
      expect(asSent).toBe(1)
      // What the hub asked them, what they answered, and that there is news, are between the sender and the hub.
      const {
        'referrals.question': asked,
        'referrals.answer': answered,
        'referrals.news': news,
        ...rest
      } = others
      expect([asked, answered, news]).toEqual([1, 1, 2])
      // Their own look at what they sent, a moment ago.
      expect(looked).toBe(1)
      expect(Object.entries(rest).filter(([, n]) => n !== 0)).toEqual([])
    }
  })
})
