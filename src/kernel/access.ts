import { sql } from 'kysely'
import { build } from './database/build.ts'
import type { Tx } from './database/transaction.ts'
import type { Door } from './session.ts'

/** What a person can be read as. The numbers are what is stored: never reuse one. */
const readings = { referral: 1, case: 2, person: 3 } as const

/** What a query reads of a person, and the table whose visible row says whose it is. */
export interface Reads {
  what: keyof typeof readings
  row: 'people.person' | `${string}.${string}`
}

/** Nothing declared what would have been read. */
const undeclared = 0
const doors: Record<Door, number> = { page: 1, json: 2, job: 3, seed: 4 }
const wasRead = 1
const wasRefused = 2

/** Records that this row is being read, as a select from the row itself: only what is visible can be recorded, so
 *  no row recorded means nothing to show. Out: false when there is no such row for this member. */
export async function recordReading(
  tx: Tx,
  reads: Reads,
  id: string,
  memberId: string,
  door: Door,
): Promise<boolean> {
  const person = sql.ref(reads.row === 'people.person' ? 'id' : 'person_id')
  const query = sql`insert into kernel.access (member_id, door, what, outcome, subject_id, person_id)
    select ${memberId}::uuid, ${doors[door]}::smallint, ${readings[reads.what]}::smallint, ${wasRead}::smallint, id, ${person}
      from ${sql.table(reads.row)} where id = ${id}`
  return (await tx.run(query.compile(build))) === 1
}

/** Records that this was asked for and not given: the same row for what is hidden and what does not exist. */
export async function recordRefusal(
  tx: Tx,
  reads: Reads | undefined,
  id: string | undefined,
  memberId: string,
  door: Door,
): Promise<void> {
  await tx.run(
    build.insertInto('kernel.access').values({
      member_id: memberId,
      door: doors[door],
      what: reads ? readings[reads.what] : undeclared,
      outcome: wasRefused,
      subject_id: id ?? null,
    }),
  )
}
