import type { ActionKnown } from '../../src/modules/cases/plan/queries.ts'
import type { Opened } from './casework.ts'
import { ruta } from './members.ts'
import type { World } from './world.ts'

interface Refused {
  errors?: { field: string; message: string }[]
}

/** What is promised in a case, checked and ended, by the JSON door. */
export function promises(hub: World) {
  const promise = ({ case: { id } }: Opened, body: object) =>
    hub
      .as(ruta)
      .post<{ action: { id: string }; askFirst?: boolean; errors?: object[] }>(
        `/api/cases/${id}/actions`,
        body,
      )
  return {
    promise,
    promised: async (opened: Opened, kind: string, more: object = {}) =>
      (await promise(opened, { kind, ...more })).body.action.id,
    end: (action: string, body: object) => hub.as(ruta).post<Refused>(`/api/actions/${action}/outcome`, body),
    check: (action: string, body: object) => hub.as(ruta).post<Refused>(`/api/actions/${action}/check`, body),
    actionsOf: async ({ case: { id } }: Opened) =>
      (await hub.as(ruta).get<{ actions: ActionKnown[] }>(`/api/cases/${id}`)).body.actions,
  }
}
