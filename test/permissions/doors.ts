import { carryOut } from '../../src/kernel/carry-out.ts'
import type { AnyCommand, Params } from '../../src/kernel/command.ts'
import { Conflict, Forbidden, NotFound } from '../../src/kernel/errors.ts'
import { read, type AnyQuery } from '../../src/kernel/query.ts'
import type { Door } from '../../src/kernel/session.ts'
import type { World } from '../support/world.ts'
import type { Facts, Row, Someone } from './facts.ts'
import { oracleFor, type Oracle } from './oracle.ts'

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

export const nounOf = (path: string): string => path.split('/')[1] as string

/** The table and the row that an address with this id names. */
export function named(facts: Facts, path: string, id: string): { table: string; row: Row } {
  const table = tables[nounOf(path)]
  const row = table && facts.rows.get(table)?.find((one) => one.id === id)
  if (!table || !row) throw new Error(`${path}: which row does it name?`)
  return { table, row }
}

const refers: Parameters<Oracle['is']> = ['referrer', 'co-ordinator', 'manager', 'investigator', 'partner']

/** Who may do what to what they can see, in the words of architecture.md section 6: "every co-ordinator and manager of the
 *  hub may act on every case they can see"; what is a manager's, the sender's or one's own is said by name. */
export function mayDo(facts: Facts, me: Someone, name: string, row: Row): boolean {
  const oracle = oracleFor(facts, me)
  const { is, worksForHub } = oracle
  const personHub = () => facts.people.get(String(row.person_id ?? row.id))?.hub
  const asHub = () => oracle.seesPerson(String(row.person_id)) && worksForHub()
  const rules: Record<string, () => boolean> = {
    // Restricting is an act on the person, by a manager of their hub.
    'person.restricted': () => is('manager') && worksForHub(personHub()),
    'person.restrictionLifted': () => is('manager') && worksForHub(personHub()),
    // Who is named on a restricted person is part of restricting them.
    'person.memberNamed': () => is('manager') && worksForHub(personHub()),
    'person.namingEnded': () => is('manager') && worksForHub(personHub()),
    'person.workerExcluded': () => worksForHub(personHub()),
    'person.wishesAsked': () => worksForHub(personHub()),
    'exclusion.ended': () => worksForHub(personHub()) && (is('manager') || row.asked_by === 'person'),
    'referral.refused': asHub,
    'referral.moreAsked': asHub,
    'referral.wishesAsked': asHub,
    'case.opened': asHub,
    'referral.answered': () => oracle.ofMyTeam(row),
    'action.costApproved': () => is('manager') && worksForHub(),
    'dropRow.typedAgain': () => is('manager'),
    'dropRow.discarded': () => is('manager'),
    'holding.weekdaysChanged': () => is('manager') && oracle.touches('cases.holding', row),
    'holding.ended': () => is('manager') && oracle.touches('cases.holding', row),
    'leave.withdrawn': () => is('manager') && oracle.touches('cases.leave', row),
    'member.languagesSet': () =>
      is('manager') && row.id !== me.id ? oracle.touches('accounts.member', row) : is('manager'),
    'lending.withdrawn': () => row.member_id === me.id,
    'notice.crimeRecorded': () => is('investigator', 'manager'),
  }
  if (name.startsWith('draft.')) return is(...refers)
  if (rules[name]) return rules[name]()
  return row.hub === undefined || !['visit.', 'encounter', 'housing.'].some((start) => name.startsWith(start))
    ? worksForHub()
    : worksForHub(row.hub as number)
}

/** What only some may open of what they can see. */
export function mayOpen(facts: Facts, me: Someone, path: string, id: string): boolean {
  const { row } = named(facts, path, id)
  const oracle = oracleFor(facts, me)
  if (path.startsWith('/drop-folder')) return oracle.is('manager')
  if (path.startsWith('/sent-referrals')) return oracle.ofMyTeam(row)
  // What the hub makes of a referral is the hub's; its sender reads what was sent, and no more.
  if (/^\/referrals\/:id\/(posts|wishes)/.test(path)) return oracle.seesPerson(String(row.person_id))
  // How a worker describes their work is their hub's.
  if (path.startsWith('/members')) return me.id === row.id || oracle.touches('accounts.member', row)
  return true
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
