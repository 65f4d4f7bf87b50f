import { sql } from 'kysely'
import type { CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { onCallNow, type OnCall } from '../../../kernel/on-call.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { Warned } from '../../../kernel/refusal.ts'
import type { KeyFile } from '../../../kernel/seal.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { unsafeKeys, type Typed } from './unsafe.ts'

/** One hash for each form of what was typed. */
export const hashesOf = (lookupHash: KeyFile['lookupHash'], keys: string[]): Buffer[] =>
  keys.map((key) => lookupHash('warning', key))

const isWarned = async (tx: Tx, hashes: Buffer[]): Promise<boolean> =>
  hashes.length > 0 &&
  ((await tx.first(sql<{ yes: boolean }>`select sec.is_warned(${hashes}::bytea[]) as yes`.compile(build)))
    ?.yes ??
    false)

const meet = (tx: Tx, hashes: Buffer[]) =>
  tx.run(sql`select sec.meet_warning(${hashes}::bytea[])`.compile(build))

/** The one sentence: never whose, never why, the same for everything that is unsafe. */
export function stopSentence(onCall: OnCall | undefined): string {
  const ring = onCall
    ? `Ring the on-call lead: ${onCall.name}, ${onCall.number}`
    : 'Ring the on-call lead. Nobody is on call now: ring a manager of the hub, or 999 if someone is in danger'
  return `Stop. Do not use this. ${ring}`
}

type Checking = Pick<CommandContext, 'tx' | 'actor' | 'keys'>

/** Stops a command in which a number, address or reference is about to be used. In: what was typed, by its field.
 *  Nothing for who does not work for the hub: to them a warning would tell that somebody is known.
 *  Errors: Warned, at each field that is unsafe; that it was typed is recorded. */
export async function stopIfUnsafe(
  { tx, actor, keys }: Checking,
  typed: Record<string, Typed>,
): Promise<void> {
  if (!worksForHub(actor)) return
  const met: { field: string; hashes: Buffer[] }[] = []
  for (const [field, thing] of Object.entries(typed)) {
    const hashes = hashesOf(keys.file.lookupHash, unsafeKeys(thing))
    if (await isWarned(tx, hashes)) met.push({ field, hashes })
  }
  if (met.length === 0) return
  const message = stopSentence(await onCallNow(tx))
  throw new Warned(
    met.map(({ field }) => ({ field, message })),
    async (kept) => {
      for (const { hashes } of met) await meet(kept, hashes)
    },
  )
}

/** Whether this is unsafe, recorded when it is: for the one act that a manager may do all the same. */
export async function noteIfUnsafe({ tx, keys }: Checking, typed: Typed): Promise<boolean> {
  const hashes = hashesOf(keys.file.lookupHash, unsafeKeys(typed))
  const warned = await isWarned(tx, hashes)
  if (warned) await meet(tx, hashes)
  return warned
}

/** Records that unsafe things were typed where nothing may be refused: a referral is taken whatever is in it. */
export async function noteUnsafe({ tx, actor, keys }: Checking, typed: Typed[]): Promise<void> {
  if (!worksForHub(actor)) return
  const things = typed
    .map((thing) => hashesOf(keys.file.lookupHash, unsafeKeys(thing)))
    .filter((hashes) => hashes.length > 0)
  if (await isWarned(tx, things.flat())) for (const hashes of things) await meet(tx, hashes)
}

/** Which of these are unsafe, for a page of the hub that shows them: looked up and not recorded, because nobody typed
 *  them here. Out: their places in the list; none for who does not work for the hub. */
export async function unsafeAmong(
  { tx, actor, lookupHash }: Pick<QueryContext, 'tx' | 'actor' | 'lookupHash'>,
  shown: Typed[],
): Promise<number[]> {
  if (!worksForHub(actor)) return []
  const unsafe: number[] = []
  for (const [i, thing] of shown.entries())
    if (await isWarned(tx, hashesOf(lookupHash, unsafeKeys(thing)))) unsafe.push(i)
  return unsafe
}
