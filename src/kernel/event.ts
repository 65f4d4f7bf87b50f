import { build } from './database/build.ts'
import type { Json } from './database/rows.gen.ts'
import type { Tx } from './database/transaction.ts'
import { newId } from './ids.ts'
import type { Door } from './session.ts'

/** What a command says has happened to one subject. */
export interface Happened {
  /** The row it is about: 'schema.table' and id. */
  subject: [table: string, id: string]
  /** Whose it is, with the hub on that person's rows: the database holds the two together. */
  person?: { id: string; openHub: number }
  caseId?: string
  /** Codes and ids, never a word somebody said. */
  detail?: Record<string, Json>
}

/** A row of history, as reactions and tasks receive it. */
export interface Event extends Happened {
  id: string
  name: string
  at: Date
}

interface Written {
  name: string
  at: Date
  actorId: string
  door: Door
  commandId: string
}

/** Writes the event in the transaction of the change it tells of. */
export async function writeEvent(tx: Tx, happened: Happened, written: Written): Promise<Event> {
  const id = newId()
  await tx.run(
    build.insertInto('kernel.event').values({
      id,
      at: written.at,
      name: written.name,
      open_hub: happened.person?.openHub ?? 0,
      actor_id: written.actorId,
      door: written.door,
      subject_table: happened.subject[0],
      subject_id: happened.subject[1],
      person_id: happened.person?.id,
      case_id: happened.caseId,
      command_id: written.commandId,
      detail: JSON.stringify(happened.detail ?? {}),
    }),
  )
  return { ...happened, id, name: written.name, at: written.at }
}
