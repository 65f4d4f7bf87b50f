import { expect } from 'vitest'
import type { AnyCommand } from '../../src/kernel/command.ts'
import { lates } from '../mutate/when.ts'
import { agreement, full, fullPerson, made, memberId, openCase } from '../support/casework.ts'
import { drafts } from '../support/drafts.ts'
import type { Everything } from '../support/everything.ts'
import { ioana, manager, officer, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'

/** What a command is asked about, by whom, and what its body names of that. */
export interface Subject {
  id?: string
  by: string
  body?: Record<string, unknown>
}

type Make = (hub: World) => Promise<Subject>

const aDraft: Make = async (hub) => ({ id: await drafts(hub).begin(), by: officer })

const aNewCase: Make = async (hub) => ({ id: (await openCase(hub)).case.id, by: ruta })

const aWarning =
  (about: 'case' | 'person'): Make =>
  async (hub) => {
    const opened = await openCase(hub)
    const unsafe = { kind: 'doNotRing', unsafe: '07700 900123' }
    await made(hub, ruta, `/api/cases/${opened.case.id}/warnings`, unsafe, 'warning')
    const [row] = await hub.owner<{ warning_id: string }>(
      'select warning_id from people.warning_about where person_id = $1',
      [opened.personId],
    )
    const id = about === 'case' ? opened.case.id : opened.personId
    return { id, by: ruta, body: { warning: row?.warning_id } }
  }

const makers: Record<string, Make> = {
  'draft.answered': aDraft,
  'draft.handedOver': aDraft,
  'draft.thrownAway': aDraft,
  async 'draft.sent'(hub) {
    const id = await drafts(hub).begin()
    const { source, account, agreedToReferral } = full
    const answers = { source, account, agreedToReferral, people: [{}] }
    const answered = await drafts(hub).answer(id, 1, answers)
    expect(answered.status, answered.text).toBe(201)
    return { id, by: officer, body: { version: 2 } }
  },
  'warning.ended': aWarning('case'),
  'person.warningEnded': aWarning('person'),
  async 'person.namingEnded'(hub) {
    const { personId: id } = await openCase(hub)
    const member = await memberId(hub, ioana)
    await hub.as(manager).post(`/api/people/${id}/restriction`, { because: 'highRisk' })
    await hub.as(manager).post(`/api/people/${id}/named-members`, { member })
    return { id, by: manager, body: { member } }
  },
  async 'person.corrected'(hub) {
    return { id: (await openCase(hub)).personId, by: ruta }
  },
  async 'person.workerExcluded'(hub) {
    return { id: (await openCase(hub)).personId, by: manager }
  },
  async 'case.reopened'(hub) {
    const { id } = (await openCase(hub)).case
    await made(hub, ruta, `/api/cases/${id}/closure`, { reason: 'goalsMet' }, 'case')
    return { id, by: manager }
  },
  async 'document.moved'(hub) {
    const kept = { kind: 'passport', place: 'person' }
    const { id } = await aNewCase(hub)
    return { id: await made(hub, ruta, `/api/cases/${id}/documents`, kept, 'document'), by: ruta }
  },
  async 'agreement.withdrawn'(hub) {
    const { id } = await aNewCase(hub)
    return { id: await made(hub, ruta, `/api/cases/${id}/agreements`, agreement, 'agreement'), by: ruta }
  },
  async 'turn.ended'(hub) {
    // One that a drawn body added may be anywhere, and keep any other from being added.
    const [row] = await hub.owner<{ id: string }>(
      'select id from accounts.on_call where ended_at is null and until_at > $1',
      [hub.clock.now],
    )
    const [from, until] = [
      { on: '2026-12-30', at: '18:00' },
      { on: '2026-12-31', at: '9:00' },
    ]
    const turn = { member: await memberId(hub, ruta), number: '01632 960001', from, until }
    const id = row?.id ?? (await made(hub, manager, '/api/on-call/turns', turn, 'turn'))
    return { by: manager, body: { turn: id } }
  },
  async 'channel.verified'(hub) {
    const { personId } = await openCase(hub, fullPerson)
    const agreed = { question: 'Tea?', answer: 'Honey' }
    await made(hub, ruta, `/api/people/${personId}/check-question`, agreed, 'checkQuestion')
    const [row] = await hub.owner<{ id: string }>(
      `select id from people.channel where person_id = $1 and safe = 'yes'`,
      [personId],
    )
    return { id: row?.id, by: ruta }
  },
}

/** Makes a subject of its own for a command, where it is known how: the tests of what comes too late make one as well. */
export function makerOf({ name }: AnyCommand): Make | undefined {
  const known = makers[name]
  if (known) return known
  const candidates = lates.filter(({ command }) => command === name)
  if (candidates.length === 0) return undefined
  return async (hub) => {
    for (const { ready, by = ruta } of candidates) {
      const { id, mover } = await ready(hub)
      // What nobody can be faster at was never possible.
      if (mover) return { id, by }
    }
    throw new Error(`${name}: nothing it is possible on`)
  }
}

/** What a command is asked about first: what is there, or what it alone can be asked about. */
export const firstSubject = async (hub: World, one: Everything, command: AnyCommand): Promise<Subject> => {
  const own = makers[command.name]
  if (own) return own(hub)
  const late = lates.find(({ command: named }) => named === command.name)
  return { id: one.idFor(command.path), by: late?.by ?? manager }
}
