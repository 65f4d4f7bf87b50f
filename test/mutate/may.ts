import type { AnyCommand } from '../../src/kernel/command.ts'
import { arrange, askers, type Arrangement } from '../permissions/arranging.ts'
import { expectedOf, named, tryCommand } from '../permissions/doors.ts'
import { factsOf } from '../permissions/facts.ts'
import { grants } from '../permissions/sql-door.ts'
import { bodies } from '../support/bodies.ts'
import type { Everything } from '../support/everything.ts'
import type { World } from '../support/world.ts'
import type { Mutant } from './policies.ts'

/** Asks every command as everybody with its `may` taken away, until one gets through whom the documents refuse. */
export async function killMays(
  hub: World,
  one: Everything,
  commands: readonly AnyCommand[],
  drawn: readonly Arrangement[],
): Promise<Mutant[]> {
  const mutants: (Mutant & { command: AnyCommand })[] = commands.map((command) => ({
    kind: 'may',
    guard: command.name,
    command,
  }))
  const tables = (await hub.migrator(grants)).map(({ table }) => table)
  for (const arrangement of drawn) {
    await arrange(hub, one.opened.personId, arrangement)
    const facts = await factsOf(hub, tables)
    for (const mutant of mutants.filter(({ killedBy }) => !killedBy)) {
      const { command } = mutant
      const id = one.idFor(command.path)
      for (const email of askers) {
        const me = facts.members.get(email)
        if (!me) continue
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        if (expected.includes(200)) continue
        const body = bodies()[command.name] as object
        const open = { ...command, may: () => true }
        const said = await tryCommand(hub, open, { token: await hub.tokenFor(email), id, body })
        if (expected.includes(said)) continue
        mutant.killedBy = `permission property, as ${email.split('@')[0]}`
        break
      }
    }
  }
  return mutants.map(({ kind, guard, killedBy }) => ({ kind, guard, ...(killedBy && { killedBy }) }))
}
