import { expect } from 'vitest'
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
