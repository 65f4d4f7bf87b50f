import { expect } from 'vitest'
import { contact, openCase, type Opened } from './casework.ts'
import { ruta } from './members.ts'
import type { World } from './world.ts'

interface Listed {
  id: string
  reference: string
  answered: boolean
}

/** What makes anybody who reads it ask what to do tonight. */
export const said = 'He says he has nothing left to live for.'

/** A crisis from its beginning: by a word written in a case. */
export function crises(hub: World) {
  const aMinuteLater = () => hub.clock.set(new Date(hub.clock.now.getTime() + 60_000).toISOString())
  /** Writes in a case and gives what came of it. */
  const write = async (of: Opened, path: string, body: object) => {
    aMinuteLater()
    const answer = await hub
      .as(ruta)
      .post<{ crisis?: { id: string } }>(`/api/cases/${of.case.id}/${path}`, body)
    expect(answer.status).toBe(201)
    return answer.body
  }
  return {
    aMinuteLater,
    write,
    list: async (email = ruta) => (await hub.as(email).get<{ items: Listed[] }>('/api/crises')).body.items,
    crisesOf: (personId: string) =>
      hub.owner<{ id: string; source: string }>('select id, source from people.crisis where person_id = $1', [
        personId,
      ]),
    opened: async () => {
      const of = await openCase(hub)
      const { crisis } = await write(of, 'contacts', { ...contact, summary: said })
      return { of, id: crisis?.id as string }
    },
  }
}
