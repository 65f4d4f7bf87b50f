import { expect } from 'vitest'
import { carryOut } from '../../src/kernel/carry-out.ts'
import { linkEncounter } from '../../src/modules/operations/index.ts'
import { ruta } from './members.ts'
import type { World } from './world.ts'

/** A joint visit with everything a plan can say. */
export const visit = {
  on: '2026-11-25',
  at: '6:30',
  premises: {
    kind: 'house',
    address: '14 Mill Lane',
    town: 'Eastgate',
    postcode: 'AL9 4QQ',
    hazards: ['dogs'],
    hazardNote: 'Chained at the back',
  },
  agencies: ['police', 'housing'],
  leads: 'police',
  speaker: 'Rūta Vaitkutė',
  alias: 'Anna',
  hubNumber: '01632 960500',
  languages: ['lit', 'ron'],
  people: 9,
  packs: 12,
  afterwards: 'St Anne’s hall',
  immigration: 'no',
}

export interface Planned {
  id: string
  reference: string
}

export async function planned(hub: World, more: object = {}, by = ruta): Promise<Planned> {
  const { status, body, text } = await hub
    .as(by)
    .post<{ visit: Planned }>('/api/visits', { ...visit, ...more })
  expect(status, text).toBe(201)
  return body.visit
}

/** Types in these people. Out: their ids, line by line. */
export async function met(hub: World, visitId: string, people: object[], by = ruta): Promise<string[]> {
  const { status, body, text } = await hub
    .as(by)
    .post<{ encounters: { id: string }[] }>(`/api/visits/${visitId}/encounters`, { people })
  expect(status, text).toBe(201)
  return body.encounters.map(({ id }) => id)
}

/** A visit with a row in every table of operations; its one line is about this person. */
export async function visited(hub: World, of: { referral: { id: string }; personId: string }): Promise<void> {
  const { id } = await planned(hub)
  const [line] = await met(hub, id, [{ called: 'Daiva', answer: 'yes' }])
  const told = await hub
    .as(ruta)
    .post(`/api/visits/${id}/problems-told`, { problems: ['damp'], toldOn: '2026-11-23' })
  const report = await hub.as(ruta).post(`/api/visits/${id}/reports`, { learning: 'Bring two phones' })
  expect([told.status, report.status]).toEqual([201, 201])
  // Whose line it is says the desk, from a referral of its own; here it is one that is there already.
  const body = { referral: of.referral.id, person: of.personId, openHub: 1 }
  const token = await hub.tokenFor(ruta)
  await carryOut(hub.deps, linkEncounter, { token, door: 'seed', params: { id: line as string }, body })
}
