/** What somebody sent after their session had expired: kept sealed for a quarter of an hour, given back to them and to nobody else. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { build } from '../kernel/database/build.ts'
import { transaction, type Tx } from '../kernel/database/transaction.ts'
import type { Deps } from '../kernel/deps.ts'
import type { Problem } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { openSession } from '../kernel/session.ts'
import { typed } from './decode.ts'
import { checkCsrf, cookieOf, dropCookie, putCookie, safeReturn, tokenOf } from './session.ts'

interface Parked {
  path: string
  pairs: [string, string][]
}

const cookie = 'parked'
const seconds = 15 * 60
const column = 'accounts.parked_form.sealed'
const kind = 'parked'

/** Stands above a form that was given back. Nothing was carried out: they have to send it again. */
export const sentTooLate: Problem = {
  field: '',
  message: 'You were signed out before this was sent. Check what you typed, then send it again',
}

/** Keeps a form that came with an expired session. Only one of our own pages made for that very session can leave anything
 *  here, so nobody fills in a form in somebody else's name. Out: whether it is kept; never an error. */
export async function park(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { url: path } = request
  if (request.method !== 'POST' || !Array.isArray(request.body) || safeReturn(path) !== path) return false
  const pairs = request.body as [string, string][]
  try {
    const token = tokenOf(request)
    checkCsrf(request, token, typed(pairs).get('_csrf'))
    const id = newId()
    const { wrapped, key } = deps.keys.file.newKey(kind, id)
    const kept: Parked = { path, pairs: pairs.filter(([name]) => name !== '_csrf') }
    const sealed = key.seal(column, id, kept)
    const row = await transaction(deps.pool, 'read committed', (tx) =>
      tx.first(
        sql<{
          done: boolean
        }>`select sec.park_form(${token}, ${id}, ${wrapped}, ${sealed}) as done`.compile(build),
      ),
    )
    if (row?.done) putCookie(reply, cookie, id, seconds)
    return row?.done ?? false
  } catch {
    return false
  }
}

/** Whether this browser left a form behind. */
export const hasParked = (request: FastifyRequest): boolean => parkedId(request) !== undefined

/** After signing in. In: the new session. Out: where their form is, when it was theirs; another's is destroyed. */
export async function claimParked(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<string | undefined> {
  const id = parkedId(request)
  if (id === undefined) return undefined
  const parked = await readParked(deps, token, id)
  if (!parked) await forgetParked(deps, request, reply, token)
  return parked?.path
}

/** What was typed into the page at this address, for whoever typed it. Reads and changes nothing. */
export async function parkedHere(
  deps: Deps,
  request: FastifyRequest,
): Promise<[string, string][] | undefined> {
  const id = parkedId(request)
  if (id === undefined) return undefined
  const parked = await readParked(deps, tokenOf(request), id)
  return parked && pathOf(parked.path) === pathOf(request.url) ? parked.pairs : undefined
}

/** Destroys what this browser left behind: it was sent again, or somebody else has signed in. */
export async function forgetParked(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<void> {
  const id = parkedId(request)
  if (id === undefined) return
  dropCookie(reply, cookie)
  await transaction(deps.pool, 'read committed', async (tx) => {
    await openSession(tx, token, 'page')
    await tx.run(sql`select sec.drop_parked_form(${id})`.compile(build))
  })
}

/** The same, when the form at this address has been carried out. */
export async function sentAgain(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (await parkedHere(deps, request)) await forgetParked(deps, request, reply, tokenOf(request))
}

function parkedId(request: FastifyRequest): string | undefined {
  const id = cookieOf(request, cookie)
  return id !== undefined && isId(id) ? id : undefined
}

const pathOf = (url: string) => url.split('?')[0]

async function readParked(deps: Deps, token: string, id: string): Promise<Parked | undefined> {
  const row = await transaction(deps.pool, 'read committed', (tx: Tx) => openedRow(tx, token, id))
  return row && deps.keys.file.unwrap(kind, id, row.wrapped).open<Parked>(column, id, row.sealed)
}

/** The row, by the policy: only its own member sees it, and only while it is kept. Errors: SignedOut. */
async function openedRow(tx: Tx, token: string, id: string) {
  await openSession(tx, token, 'page')
  return tx.first(build.selectFrom('accounts.parked_form').select(['wrapped', 'sealed']).where('id', '=', id))
}
