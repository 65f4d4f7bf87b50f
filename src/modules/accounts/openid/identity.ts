import { sql } from 'kysely'
import { build } from '../../../kernel/database/build.ts'
import type { Pool } from '../../../kernel/database/pool.ts'
import { transaction } from '../../../kernel/database/transaction.ts'
import type { Deps } from '../../../kernel/deps.ts'
import { newToken, tokenHash } from '../../../kernel/session.ts'
import { recordBegun } from '../sign-in.ts'
import type { Subject } from './issuer.ts'
import { SignInRefused, type RefusedKind } from './refusal.ts'

/** Marks a sign-in as answered. Errors: SignInRefused when it was before: here, or in another process. */
export async function answerOnce(jobs: Pool, state: string): Promise<void> {
  const answered = await transaction(jobs, 'read committed', (tx) =>
    tx.first(sql<{ first: boolean }>`select sec.answer_sign_in(${tokenHash(state)}) as first`.compile(build)),
  )
  if (!answered?.first) throw new SignInRefused('usedBefore')
}

/** Signs in whoever the issuer says it is. In: connections of the queue's login, the only one that may begin such a session.
 *  Out: the session's token. Errors: SignInRefused when they are nobody here, or nobody with a role. */
export async function signInBySubject(deps: Deps, jobs: Pool, who: Subject): Promise<string> {
  const token = newToken()
  const found = await transaction(jobs, 'read committed', (tx) =>
    tx.first(
      sql<{
        outcome: RefusedKind | 'known' | 'bound'
      }>`select sec.sign_in_by_identity(${who.issuer}, ${who.subject},
        ${who.email ?? null}, ${who.vouched}, ${tokenHash(token)}) as outcome`.compile(build),
    ),
  )
  const outcome = found?.outcome ?? 'nobody'
  if (outcome !== 'known' && outcome !== 'bound') throw new SignInRefused(outcome)
  // The token leaves this process only when what happened has been written down.
  await transaction(deps.pool, 'read committed', (tx) =>
    recordBegun(deps, tx, token, outcome === 'bound' ? ['member.identityBound'] : []),
  )
  return token
}

export interface Administrator {
  name: string
  email: string
}

/** Who can give an account or a role. */
export function whomToAsk(jobs: Pool): Promise<Administrator[]> {
  return transaction(jobs, 'read committed', (tx) =>
    tx.all(sql<Administrator>`select * from sec.whom_to_ask()`.compile(build)),
  )
}
