import { carryOut } from '../../src/kernel/carry-out.ts'
import type { AnyCommand, Params } from '../../src/kernel/command.ts'
import { Conflict, Forbidden, NotFound } from '../../src/kernel/errors.ts'
import { read, type AnyQuery } from '../../src/kernel/query.ts'
import type { Door } from '../../src/kernel/session.ts'
import type { World } from '../support/world.ts'
import { mayDo } from './doing.ts'
import type { Facts, Row, Someone } from './facts.ts'
import { oracleFor } from './oracle.ts'

export type Verdict = 200 | 403 | 404

/** The table of what an address names, by its noun. */
const tables: Record<string, string> = {
  people: 'people.person',
  exclusions: 'people.exclusion',
  channels: 'people.channel',
  crises: 'people.crisis',
  referrals: 'referrals.referral',
  'sent-referrals': 'referrals.referral',
  drafts: 'referrals.draft',
  refer: 'referrals.draft',
  'drop-folder': 'referrals.drop_row',
  cases: 'cases."case"',
  actions: 'cases.action',
  agreements: 'cases.agreement',
  documents: 'cases.document',
  holdings: 'cases.holding',
  leave: 'cases.leave',
  'language-help': 'cases.lending',
  visits: 'operations.visit',
  encounters: 'operations.encounter',
  notices: 'nrm.notice',
  members: 'accounts.member',
}

/** What is about one thing: its address has one id, and no number of a page of it. */
export const about = <Spec extends { path: string }>(specs: readonly Spec[]): Spec[] =>
  specs.filter(({ path }) => path.includes(':id') && !path.includes(':n'))

export const nounOf = (path: string): string => path.split('/')[1] as string

/** The table and the row that an address with this id names. */
export function named(facts: Facts, path: string, id: string): { table: string; row: Row } {
  const table = tables[nounOf(path)]
  const row = table && facts.rows.get(table)?.find((one) => one.id === id)
  if (!table || !row) throw new Error(`${path}: which row does it name?`)
  return { table, row }
}

/** Asks for the command as this member and stops before it changes anything. Out: what the command says. */
export async function tryCommand(
  hub: World,
  command: AnyCommand,
  asked: { token: string; door?: Door; id?: string; body: object },
): Promise<Verdict> {
  const stopped: AnyCommand = {
    ...command,
    run: () => Promise.reject(new Conflict('It would have been carried out')),
  }
  const { token, door = 'json', id, body } = asked
  const params: Params = id === undefined ? {} : { id }
  return verdictOf(carryOut(hub.deps, stopped, { token, door, params, body }))
}

/** Asks the query as this member and stops before it reads anything. Out: what the query says. */
export async function tryQuery(
  hub: World,
  query: AnyQuery,
  asked: { token: string; door?: Door; id?: string },
): Promise<Verdict> {
  const stopped: AnyQuery = {
    ...query,
    run: () => Promise.reject(new Conflict('It would have been read')),
  }
  const { token, door = 'json', id } = asked
  const params: Params = id === undefined ? {} : { id }
  return verdictOf(read(hub.deps, { token, door, params }, (context) => context.ask(stopped, params, {})))
}

async function verdictOf(asked: Promise<unknown>): Promise<Verdict> {
  try {
    await asked
  } catch (error) {
    if (error instanceof NotFound) return 404
    if (error instanceof Forbidden) return 403
    if (error instanceof Conflict) return 200
    throw error
  }
  throw new Error('What should have been stopped went through')
}

/** What the oracle says of a command on a row: hidden is 404; who sees and may not is told so, or that there is nothing. */
export function expectedOf(
  facts: Facts,
  me: Someone,
  command: string,
  named_: { table: string; row: Row },
): Verdict[] {
  const { table, row } = named_
  if (!oracleFor(facts, me).sees(table, row)) return [404]
  return mayDo(facts, me, command, row) ? [200] : [403, 404]
}
