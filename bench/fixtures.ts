/** What is asked for: rows that are there, a session, and referrals to decide. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { multiply } from '../db/seeds/many/many.ts'
import { personId } from '../db/seeds/many/copy.ts'
import { asOwner } from '../src/kernel/database/as-owner.ts'
import { newToken, tokenHash } from '../src/kernel/session.ts'
import type { KeyFile } from '../src/kernel/seal.ts'

/** A session as a browser has one. In: the e-mail address of a member. */
export async function browserSession(client: pg.ClientBase, email: string): Promise<string> {
  const token = newToken()
  const { rowCount } = await asOwner(
    client,
    () =>
      client.query(
        `select sec.begin_session(m.id, $2, 'web', now() + interval '8 hours') from accounts.member m where m.email = $1`,
        [email, tokenHash(token)],
      ),
    'waymark_sec',
  )
  if (rowCount !== 1) throw new Error(`The bench signs in as ${email}, who is not here`)
  return token
}

/** Nobody is left signed in as a manager by a measurement. */
export const endSession = (client: pg.ClientBase, token: string): Promise<unknown> =>
  asOwner(
    client,
    () => client.query('update sec.session set ended_at = now() where token_hash = $1', [tokenHash(token)]),
    'waymark_sec',
  )

const column = async (client: pg.ClientBase, sql: string, values: unknown[] = []): Promise<string[]> =>
  asOwner(client, async () => {
    const { rows } = await client.query<[string]>({ text: sql, values, rowMode: 'array' })
    return rows.map(([first]) => first)
  })

export interface OpenCase {
  id: string
  personId: string
}

export const openCases = (client: pg.ClientBase, many: number): Promise<OpenCase[]> =>
  asOwner(client, async () => {
    const { rows } = await client.query<OpenCase>(
      `select id, person_id as "personId" from cases."case" where open_hub = 1 and closed_at is null order by id limit $1`,
      [many],
    )
    return rows
  })

export const references = (client: pg.ClientBase, many: number) =>
  column(client, `select reference from cases."case" where open_hub = 1 order by id limit $1`, [many])

export const waitingReferrals = (client: pg.ClientBase, many: number) =>
  column(
    client,
    `select id from referrals.referral where open_hub = 1 and state = 'received' order by id limit $1`,
    [many],
  )

export const countPeople = async (client: pg.ClientBase): Promise<number> =>
  Number((await column(client, 'select count(*) from people.person'))[0])

export interface Undecided {
  id: string
  personId: string
}

/** So many referrals that wait in hub 1, which nobody has seen yet, and room for them in post 2. */
export async function undecided(client: pg.ClientBase, file: KeyFile, many: number): Promise<Undecided[]> {
  const series = `bench ${randomBytes(4).toString('hex')}`
  await multiply([client], file, { people: many, series, waitingIn: 1 })
  const people = Array.from({ length: many }, (_, number) => personId(file, number, series))
  return asOwner(client, async () => {
    // The heaviest case weighs 2.
    await client.query('update cases.post set capacity = greatest(capacity, open + $1) where id = 2', [
      many * 2,
    ])
    const { rows } = await client.query<Undecided>(
      'select id, person_id as "personId" from referrals.referral where person_id = any($1)',
      [people],
    )
    return rows
  })
}
