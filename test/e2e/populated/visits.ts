import type { Client } from '../../support/client.ts'
import { visit } from '../../support/visits.ts'

interface Populated {
  /** The pages of two visits: one that was made, and one that somebody is alone on. */
  met: string
  alone: string
  /** Encounters: one who wants to be referred, and one who said not now. */
  yes: string
  notNow: string
}

/** A visit with whom it met and what was told of it, and somebody out alone. */
export async function populateVisits(hub: Client): Promise<Populated> {
  const planned = await hub.post<{ visit: { id: string } }>('/api/visits', {
    ...visit,
    immigration: 'yes',
    victimsFirst: { decision: 'Hub first', decidedBy: 'Insp. Hale' },
  })
  const met = `/visits/${planned.body.visit.id}`
  const typedIn = await hub.post<{ encounters: [{ id: string }, { id: string }] }>(`/api${met}/encounters`, {
    people: [
      { called: 'ኣበባ', language: 'tir', answer: 'yes' },
      { called: 'Later', answer: 'notNow', comeBackOn: '2026-11-23' },
      { answer: 'no' },
    ],
  })
  const [yes, notNow] = typedIn.body.encounters
  await hub.post(`/api${met}/reports`, { arrested: 1, learning: 'محادثة' })
  await hub.post(`/api${met}/problems-told`, { problems: ['damp'], toldOn: '2026-11-23', words: 'Mould' })
  const alone = await hub.post<{ visit: { id: string } }>('/api/visits', {
    ...visit,
    on: '2026-11-20',
    alone: { backBy: '12:00', ring: '07700 900555' },
  })
  return { met, alone: `/visits/${alone.body.visit.id}`, yes: yes.id, notNow: notNow.id }
}
