import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { build } from './database/build.ts'
import type { Tx } from './database/transaction.ts'
import { SignedOut } from './errors.ts'

export type Door = 'page' | 'json' | 'job' | 'seed'

export type Role =
  | 'co-ordinator'
  | 'manager'
  | 'referrer'
  | 'investigator'
  | 'partner'
  | 'governance'
  | 'publisher'
  | 'guardian'
  | 'administrator'

/** Who is asking, as the database says for this transaction. */
export interface Actor {
  id: string
  name: string
  roles: Role[]
  /** Hubs whose people this member may act for. Empty for everybody but co-ordinators and managers. */
  hubs: number[]
  teams: number[]
  /** The hub their agency's referrals reach. */
  hub: number
  homeTeam: number
  kind: 'web' | 'token' | 'task'
  demo: boolean
}

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

interface OpenRow {
  member_id: string
  name: string
  roles: Role[]
  hubs: number[]
  teams: number[]
  hub: number
  home_team: number
  kind: Actor['kind']
  mode: string
}

/** What came in by a cookie is no bearer token, and the reverse: a page's session ends when nobody uses it, and has
 *  forms that are bound to it. */
const kindAt: Record<Door, Actor['kind']> = { page: 'web', json: 'token', job: 'task', seed: 'token' }

/** Puts the session into the transaction: from here on the policies know who is asking.
 *  Errors: SignedOut when there is no such live session, or it is not one for this door. */
export async function openSession(tx: Tx, token: string, door: Door): Promise<Actor> {
  const row = await tx.first(sql<OpenRow>`select * from sec.open(${token})`.compile(build))
  if (row?.kind !== kindAt[door]) throw new SignedOut()
  const { member_id, home_team, mode, ...rest } = row
  return { ...rest, id: member_id, homeTeam: home_team, demo: mode === 'demo' }
}

export const hasRole = (actor: Actor, ...roles: Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role))

/** Co-ordinators and managers: whoever may act for a hub's people. */
export const worksForHub = (actor: Actor, hub?: number): boolean =>
  hub === undefined ? actor.hubs.length > 0 : actor.hubs.includes(hub)
