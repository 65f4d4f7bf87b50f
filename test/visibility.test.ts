import { beforeAll, describe, expect, test } from 'vitest'
import { commands, queries } from '../src/app.ts'
import { newId } from '../src/kernel/ids.ts'
import { accountPages } from '../src/modules/accounts/routes.ts'
import { casePages } from '../src/modules/cases/routes.ts'
import { figurePages } from '../src/modules/figures/routes.ts'
import { referralPages } from '../src/modules/referrals/routes.ts'
import { agreement, contact, fullCase, refer, type Opened } from './support/casework.ts'
import type { Answer } from './support/client.ts'
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

let opened: Opened & { need: string; action: string }
let waiting: { id: string }
beforeAll(async () => {
  opened = await fullCase(hub)
  waiting = await refer(hub)
})

/** Who may not know that any of it exists. */
const blind = [administrator, council, outsider, guardian, governance]

/** A body that would be taken, for each command about something: a new command belongs here. */
const bodies = (): Record<string, object> => ({
  'referral.refused': { reason: 'otherArea', explanation: 'Elsewhere' },
  'case.opened': { post: 2 },
  'need.recorded': { kind: 'health' },
  'action.promised': { kind: 'advised' },
  'action.ended': { outcome: 'done' },
  'contact.recorded': contact,
  'agreement.recorded': agreement,
  'case.closed': { reason: 'goalsMet' },
  'followup.recorded': { summary: 'Well' },
  'person.restricted': { because: 'highRisk' },
  'person.restrictionLifted': {},
  'person.workerExcluded': { member: newId(), askedBy: 'worker' },
})

/** The id of something that is there, by the noun an address begins with. */
const hiddenId = (path: string) =>
  ({ referrals: waiting.id, cases: opened.case.id, actions: opened.action, people: opened.personId })[
    path.split('/')[1] as string
  ]

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
        const id = hiddenId(path) as string
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
        const hidden = await hub.as(member).post(`/api${path.replace(':id', hiddenId(path) as string)}`, body)
        const absent = await hub.as(member).post(`/api${path.replace(':id', newId())}`, body)
        expect(hidden.status, `${member} ${name}: ${hidden.text}`).toBe(404)
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every page about something', async () => {
    const pages = about([...accountPages, ...referralPages, ...casePages, ...figurePages])
    expect(pages.length).toBeGreaterThanOrEqual(2)
    for (const { path } of pages) {
      for (const member of blind) {
        const hidden = await hub.as(member).page(path.replace(':id', hiddenId(path) as string))
        const absent = await hub.as(member).page(path.replace(':id', newId()))
        expect(hidden.status, `${member} ${path}`).toBe(404)
        expect(hidden.text).toContain('999')
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every form about something, sent', async () => {
    const forms = about([...accountPages, ...referralPages, ...casePages, ...figurePages])
    const answered: number[] = []
    for (const { path } of forms) {
      for (const member of blind) {
        const hidden = await hub.as(member).submit(path.replace(':id', hiddenId(path) as string), {})
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
      const { 'referrals.referral': asSent, 'kernel.access': looked, ...rest } = seen
      expect(asSent).toBe(1)
      // Their own look at what they sent, a moment ago.
      expect(looked).toBe(1)
      expect(Object.entries(rest).filter(([, n]) => n !== 0)).toEqual([])
    }
  })
})
