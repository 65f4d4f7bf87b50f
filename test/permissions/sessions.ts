import { newToken, tokenHash, type Door } from '../../src/kernel/session.ts'
import type { World } from '../support/world.ts'

/** How somebody comes in: a member with a token, and a service member (the force's own system, Waymark itself) by a job. */
export async function sessionOf(hub: World, email: string): Promise<{ token: string; door: Door }> {
  if (!email.endsWith('@service.invalid')) return { token: await hub.tokenFor(email), door: 'json' }
  const token = newToken()
  await hub.migrator((client) => client.query('select sec.open_service($1, $2)', [email, tokenHash(token)]))
  return { token, door: 'job' }
}
