import { sql } from 'kysely'
import { build } from '../../kernel/database/build.ts'
import { transaction, type Tx } from '../../kernel/database/transaction.ts'
import type { Deps } from '../../kernel/deps.ts'
import { SignedOut } from '../../kernel/errors.ts'
import { writeEvent } from '../../kernel/event.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { newToken, openSession, tokenHash, type Role } from '../../kernel/session.ts'

export interface DemoMember {
  id: string
  name: string
  email: string
  agency: string
  roles: Role[]
}

/** Who can be signed in as by one click: everybody in demo mode, nobody otherwise. The database decides. */
export function demoMembers(deps: Deps): Promise<DemoMember[]> {
  return transaction(deps.pool, 'read committed', (tx: Tx) =>
    tx.all(sql<DemoMember>`select * from sec.demo_members()`.compile(build)),
  )
}

/** Signs in as a fictional person. Not a `command`: there is no session to carry one out with until it has run.
 *  Out: the session's token. Errors: SignedOut outside demo mode, or for somebody who is not there. */
export function signInAs(deps: Deps, memberId: string): Promise<string> {
  if (!isId(memberId)) throw new SignedOut()
  const token = newToken()
  return transaction(deps.pool, 'read committed', async (tx) => {
    const begun = await tx.first(
      sql<{ done: boolean }>`select sec.demo_sign_in(${memberId}, ${tokenHash(token)}) as done`.compile(
        build,
      ),
    )
    if (!begun?.done) throw new SignedOut()
    await recordBegun(deps, tx, token)
    return token
  })
}

/** Writes down that a session has begun, and what else has happened with it. Errors: SignedOut when it is none. */
export async function recordBegun(
  deps: Deps,
  tx: Tx,
  token: string,
  besides: readonly `${string}.${string}`[] = [],
): Promise<void> {
  const actor = await openSession(tx, token, 'page')
  const at = deps.clock()
  const commandId = newId()
  await tx.run(
    build
      .insertInto('kernel.command')
      .values({ id: commandId, member_id: actor.id, name: 'session.begun', at }),
  )
  for (const name of [...besides, 'session.begun']) {
    await writeEvent(
      tx,
      { subject: ['accounts.member', actor.id] },
      { name, at, actorId: actor.id, door: 'page', commandId },
    )
  }
}

/** The lines `npm start` prints: the role, a name and an e-mail address, for the four roles to begin with. */
export async function greeting(deps: Deps): Promise<string> {
  const members = await demoMembers(deps)
  return (['referrer', 'co-ordinator', 'manager', 'administrator'] as const)
    .map((role) => ({ role, member: members.find(({ roles }) => roles.includes(role)) }))
    .flatMap(({ role, member }) =>
      member ? [`  ${role.padEnd(14)} ${member.name.padEnd(20)} ${member.email}\n`] : [],
    )
    .join('')
}
