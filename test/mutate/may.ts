import type { AnyCommand } from '../../src/kernel/command.ts'
import type { AnyQuery } from '../../src/kernel/query.ts'
import { arrange, askers, type Arrangement } from '../permissions/arranging.ts'
import { anything, mayBegin, mayList } from '../permissions/beginnings.ts'
import { mayOpen } from '../permissions/doing.ts'
import { expectedOf, named, tryCommand, tryQuery, type Verdict } from '../permissions/doors.ts'
import { factsOf, type Facts, type Someone } from '../permissions/facts.ts'
import { sessionOf } from '../permissions/sessions.ts'
import { grants } from '../permissions/sql-door.ts'
import { bodies } from '../support/bodies.ts'
import type { Everything } from '../support/everything.ts'
import { forceSystem } from '../support/members.ts'
import type { World } from '../support/world.ts'
import type { Guard, Mutant } from './mutant.ts'

interface Opened extends Mutant {
  /** What somebody should hear whom the documents refuse, and how they are asked with the guard taken away, or with it in
   *  its place: for each thing that it may be asked about. */
  refused: (facts: Facts, me: Someone) => { expected: Verdict[]; ask: Ask }[]
}

type Ask = (session: Session, guarded?: 'guarded') => Promise<Verdict>
type Session = Awaited<ReturnType<typeof sessionOf>>

/** Every `may` that asks something, of commands and of queries. One without a parameter asks nobody anything. */
export const guardedCommands = (commands: readonly AnyCommand[]) =>
  commands.filter(({ may }) => may.length > 0)
export const guardedQueries = (queries: readonly AnyQuery[]) => queries.filter(({ may }) => may)

/** A `may` by the name that the list has for it. */
export const commandMay = ({ name }: AnyCommand): Guard => ({ kind: 'may', guard: name })
export const queryMay = ({ name }: AnyQuery): Guard => ({ kind: 'may', guard: `${name} (read)` })

function openCommand(hub: World, one: Everything, command: AnyCommand): Opened {
  const open = { ...command, may: () => true }
  const about = command.path.includes(':id')
  return {
    ...commandMay(command),
    refused(facts, me) {
      if (!about) {
        const ask: Ask = (session, guarded) =>
          tryCommand(hub, { ...(guarded ? command : open), input: anything }, { ...session, body: {} })
        return mayBegin(facts, me, command.name) ? [] : [{ expected: [403], ask }]
      }
      const body = bodies()[command.name] as object
      return one.idsFor(command.path).flatMap((id) => {
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        const ask: Ask = (session, guarded) =>
          tryCommand(hub, guarded ? command : open, { ...session, id, body })
        return expected.includes(200) ? [] : [{ expected, ask }]
      })
    },
  }
}

function openQuery(hub: World, one: Everything, query: AnyQuery): Opened {
  const { may: _, ...open } = query
  return {
    ...queryMay(query),
    refused(facts, me) {
      const id = query.path.includes(':id') ? one.idFor(query.path) : undefined
      const allowed = id
        ? mayOpen(facts, me, query.path, named(facts, query.path, id).row)
        : mayList(facts, me, query.name)
      const ask: Ask = (session, guarded) => tryQuery(hub, guarded ? query : open, { ...session, id })
      return allowed ? [] : [{ expected: [403, 404], ask }]
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
        for (const { expected, ask } of mutant.refused(facts, me)) {
          if (expected.includes(await ask(session))) continue
          const whole = await ask(session, 'guarded')
          if (!expected.includes(whole)) throw new Error(`${email} ${mutant.guard}: ${whole} with its may`)
          mutant.killedBy = `permission property, as ${email.split('@')[0]}`
          break
        }
      }
    }
  }
  return mutants.map(({ kind, guard, killedBy }) => ({ kind, guard, ...(killedBy && { killedBy }) }))
}
