import { forceSystem } from '../support/members.ts'
import { newToken, tokenHash, type Door } from '../../src/kernel/session.ts'
import type { World } from '../support/world.ts'

/** The force's own system, which sees the rows it has read from the drop folder and refers, and does nothing else. */
export async function sessionOf(hub: World, email: string): Promise<{ token: string; door: Door }> {
  if (email !== forceSystem) return { token: await hub.tokenFor(email), door: 'json' }
  const token = newToken()
  await hub.migrator((client) => client.query('select sec.open_service($1, $2)', [email, tokenHash(token)]))
  return { token, door: 'job' }
}
