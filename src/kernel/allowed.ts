import type { Command, CommandContext, Params } from './command.ts'
import { withoutLocks } from './database/transaction.ts'
import { isId } from './ids.ts'
import type { QueryContext } from './query.ts'

/** Whether whoever asks may do this now: by the command's own `load` and `may`, and locking nothing. It promises nothing: what
 *  is sent is judged again, on the locked row. `load` is handed what every load takes; one that wanted more would throw here. */
export async function isAllowed<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  { tx, actor, at }: Pick<QueryContext, 'tx' | 'actor' | 'at'>,
  params: Params,
): Promise<boolean> {
  if (!command.load) return command.may(actor, undefined as Subject)
  if (!Object.values(params).every(isId)) return false
  const context = { tx: withoutLocks(tx), actor, at }
  const subject = await command.load(context as CommandContext, params)
  return subject !== undefined && command.may(actor, subject)
}
