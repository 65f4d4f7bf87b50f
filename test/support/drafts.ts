import { expect } from 'vitest'
import { officer } from './members.ts'
import type { World } from './world.ts'

interface Draft {
  draft: { id: string; version: number }
}
interface Shown {
  version: number
  answers: Record<string, unknown>
  forTeam: boolean
}

/** What is done with a draft by the JSON door. */
export const drafts = (hub: World) => ({
  async begin(by = officer): Promise<string> {
    const { status, body } = await hub.as(by).post<Draft>('/api/drafts', {})
    expect(status).toBe(201)
    return body.draft.id
  },
  answer: (id: string, version: number, answers: object, by = officer, key?: string) =>
    hub.as(by).post<Draft>(`/api/drafts/${id}/answers`, { version, answers }, { key }),
  open: (id: string, by = officer) => hub.as(by).get<Shown>(`/api/drafts/${id}`),
  listed: async (by: string) =>
    (await hub.as(by).get<{ items: { id: string }[] }>('/api/drafts')).body.items.map(({ id }) => id),
  send: (id: string, version: number, by = officer, key?: string) =>
    hub
      .as(by)
      .post<{ referrals: { id: string; reference: string }[] }>(
        `/api/drafts/${id}/sending`,
        { version },
        { key },
      ),
})
