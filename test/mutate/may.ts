import type { AnyCommand } from '../../src/kernel/command.ts'
import type { AnyQuery } from '../../src/kernel/query.ts'
import { arrange, askers, type Arrangement } from '../permissions/arranging.ts'
import { anything, mayBegin, mayList } from '../permissions/beginnings.ts'
import { expectedOf, mayOpen, named, tryCommand, tryQuery, type Verdict } from '../permissions/doors.ts'
import { factsOf, type Facts, type Someone } from '../permissions/facts.ts'
import { sessionOf } from '../permissions/service.ts'
import { grants } from '../permissions/sql-door.ts'
import { bodies } from '../support/bodies.ts'
import type { Everything } from '../support/everything.ts'
import { forceSystem } from '../support/members.ts'
import type { World } from '../support/world.ts'
import type { Mutant } from './mutant.ts'

interface Opened extends Mutant {
  /** What somebody should hear, and what they hear with the guard taken away: for each thing that it may be asked about. */
  ask: (facts: Facts, me: Someone, session: Session) => AsyncIterable<{ expected: Verdict[]; said: Verdict }>
}

type Session = Awaited<ReturnType<typeof sessionOf>>

/** Every `may` that asks something, of commands and of queries. One without a parameter asks nobody anything. */
export const guardedCommands = (commands: readonly AnyCommand[]) =>
  commands.filter(({ may }) => may.length > 0)
export const guardedQueries = (queries: readonly AnyQuery[]) => queries.filter(({ may }) => may)

function openCommand(hub: World, one: Everything, command: AnyCommand): Opened {
  const open = { ...command, may: () => true }
  const about = command.path.includes(':id')
  return {
    kind: 'may',
    guard: command.name,
    async *ask(facts, me, session) {
      if (!about) {
        if (mayBegin(facts, me, command.name)) return
        const said = await tryCommand(hub, { ...open, input: anything }, { ...session, body: {} })
        return void (yield { expected: [403], said })
      }
      const body = bodies()[command.name] as object
      for (const id of one.idsFor(command.path)) {
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        if (expected.includes(200)) continue
        yield { expected, said: await tryCommand(hub, open, { ...session, id, body }) }
      }
    },
  }
}

function openQuery(hub: World, one: Everything, query: AnyQuery): Opened {
  const { may: _, ...open } = query
  return {
    kind: 'may',
    guard: `${query.name} (read)`,
    async *ask(facts, me, session) {
      const id = query.path.includes(':id') ? one.idFor(query.path) : undefined
      const allowed = id ? mayOpen(facts, me, query.path, id) : mayList(facts, me, query.name)
      if (allowed) return
      yield { expected: [403, 404], said: await tryQuery(hub, open, { ...session, id }) }
    },
  }
}

/** Asks every command and query as everybody with its `may` taken away, until one gets through whom the documents refuse. */
export async function killMays(
  hub: World,
  one: Everything,
  guarded: { commands: readonly AnyCommand[]; queries: readonly AnyQuery[] },
  drawn: readonly Arrangement[],
): Promise<Mutant[]> {
  const mutants = [
    ...guarded.commands.map((command) => openCommand(hub, one, command)),
    ...guarded.queries.map((query) => openQuery(hub, one, query)),
  ]
  const tables = (await hub.migrator(grants)).map(({ table }) => table)
  for (const arrangement of drawn) {
    await arrange(hub, one.opened.personId, arrangement)
    const facts = await factsOf(hub, tables)
    for (const email of [...askers, forceSystem]) {
      const me = facts.members.get(email)
      const left = mutants.filter(({ killedBy }) => !killedBy)
      if (!me || left.length === 0) continue
      const session = await sessionOf(hub, email)
      for (const mutant of left) {
        for await (const { expected, said } of mutant.ask(facts, me, session)) {
          if (!expected.includes(said)) mutant.killedBy = `permission property, as ${email.split('@')[0]}`
        }
      }
    }
  }
  return mutants.map(({ kind, guard, killedBy }) => ({ kind, guard, ...(killedBy && { killedBy }) }))
}
