import type { z } from 'zod'
import type { Isolation, Tx } from './database/transaction.ts'
import type { Happened } from './event.ts'
import type { Keys } from './keys.ts'
import type { Actor } from './session.ts'

export type Params = Record<string, string>

export interface CommandContext {
  tx: Tx
  actor: Actor
  /** When this command is carried out. */
  at: Date
  keys: Pick<Keys, 'make' | 'of' | 'file'>
  /** The next WM-XXXX-XXXX. */
  nextReference(): Promise<string>
  /** Says that it happened: at least once in every command, once for each subject. */
  happened(happened: Happened): Promise<void>
  /** Carries out another module's command inside this one: same transaction, its own check, its own event. */
  run<Input, Subject, Result extends object>(
    command: Command<Input, Subject, Result>,
    params: Params,
    input: Input,
  ): Promise<Result>
}

export interface Command<Input, Subject, Result extends object> {
  /** Past tense: what history says for ever. */
  name: `${string}.${string}`
  /** Nouns: '/referrals/:id/refusal'. The JSON door puts /api before it. */
  path: string
  input: z.ZodType<Input>
  /** Ids, references and codes: what a repeat of the same key is answered with. */
  output: z.ZodType<Result>
  /** The row this is about, locked. What you cannot see does not exist: 404. */
  load?(context: CommandContext, params: Params): Promise<Subject | undefined>
  /** Whether this member may, judged on the locked row: otherwise 403. */
  may(actor: Actor, subject: Subject): boolean
  /** Whether it is still possible, judged on the locked row: true, or the sentence of the 409. */
  when?(subject: Subject): true | string
  run(context: CommandContext, subject: Subject, input: Input): Promise<Result>
  /** The act takes its subject from the actor's sight: of a repeat, `may` is asked without it. */
  leaves?: true
  /** What a person reads when the database refuses: by the name of the constraint. */
  breaks?: Record<string, { field: string; message: string }>
  /** Only for a rule that has no row to lock: as the default it gave 330-580 % retries. */
  isolation?: Extract<Isolation, 'serializable'>
  summary: string
}

/** Any command, for lists of them: what goes into it has been judged by its own `input`. */
export type AnyCommand = Command<unknown, unknown, object>

/** For a subject that the database shows only to who may do this to it: the policies of its table have decided, and there
 *  is no second copy of their rule here. */
export const whoeverSeesIt = (): boolean => true

/** Declares a write: one transaction, one permission check, its events. */
export function command<Input, Subject, Result extends object>(
  spec: Command<Input, Subject, Result>,
): Command<Input, Subject, Result> {
  return Object.freeze(spec)
}
