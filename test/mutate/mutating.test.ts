import { expect, test } from 'vitest'
import { commands, queries } from '../../src/registry.ts'
import { everything } from '../support/everything.ts'
import { world } from '../support/world.ts'
import { fillEmpty } from '../permissions/filling.ts'
import { sessionOf } from '../permissions/sessions.ts'
import { fixed } from '../permissions/worlds.ts'
import { checksOf } from './breaking.ts'
import { checkOn, killChecks, writers } from './check.ts'
import { commandMay, guardedCommands, guardedQueries, killMays, queryMay } from './may.ts'
import { notBoth } from './listed.ts'
import type { Mutant } from './mutant.ts'
import { innerPolicies, killInner, killPolicies, staffPolicies, type Policy } from './policies.ts'
import { moveOn } from './rows.ts'
import { killWhens, lates, neverLate, sentenceSaid } from './when.ts'
import { written } from './writing.ts'

/** WAYMARK_MUTATE=all takes every guard away in turn and writes docs/mutations.md; a few of each kind otherwise. */
const all = process.env.WAYMARK_MUTATE === 'all'
const some = <One>(list: readonly One[], every: number) =>
  all ? [...list] : list.filter((_, n) => n % every === 3)
const tell = (sentence: string) => void (all && process.stderr.write(`${sentence}\n`))
const nothing = { kind: 'nothing' as const, guard: 'a comment is changed' }
const comment = `comment on table kernel.setting is 'Changed'`

/** What is judged at the doors of the app, and what by SQL, where the triggers are put aside. */
const hub = await world()
const bare = await world()
const mutants: Mutant[] = []
/** What changes nothing is seen by nobody: a drill that kills one of these kills by itself. */
const controls: Mutant[] = []

/** Enough that no kind was passed over: its share of what there is, and how many were found. */
function keep(kind: string, found: readonly Mutant[], least: number): void {
  mutants.push(...found)
  const survivors = found.filter(({ killedBy }) => !killedBy)
  tell(`${kind}: ${found.length} guards taken away, ${survivors.length} survived`)
  expect(found.length).toBeGreaterThan(all ? least : 2)
  if (!all) expect(survivors).toEqual([])
}

// A full run writes the list again.
test.skipIf(all)('what docs/mutations.md lists is there, and what is there is listed', async () => {
  const there = await hub.migrator(async (client) => [
    ...(await staffPolicies(client)),
    ...(await innerPolicies(client)),
    ...(await checksOf(client)).map(checkOn),
  ])
  const mays = [...guardedCommands(commands).map(commandMay), ...guardedQueries(queries).map(queryMay)]
  expect(notBoth([...there, ...mays, ...lates.map(sentenceSaid)])).toEqual([])
})

test('a policy taken away is noticed', { timeout: 1_200_000 }, async () => {
  const { opened } = await everything(bare)
  await fillEmpty(bare)
  const policies = some(await bare.migrator(staffPolicies), 20)
  const inner = some(await bare.migrator(innerPolicies), 12)
  const control: Policy = { ...nothing, table: 'kernel.setting', verb: 'SELECT', without: comment }
  await killPolicies(bare, opened.personId, [...policies, control], fixed, tell)
  await killInner(bare, inner)
  keep('Policies', policies, 200)
  keep('Policies of owner and sec', inner, 100)
  expect(control).not.toHaveProperty('killedBy')
  controls.push(control)
})

test('a may, a when and a CHECK taken away is noticed', { timeout: 1_200_000 }, async () => {
  const one = await everything(hub)
  const guarded = {
    commands: some(guardedCommands(commands), 9),
    queries: some(guardedQueries(queries), 6),
  }
  keep('May', await killMays(hub, one, guarded, fixed), 60)
  expect(neverLate()).toEqual([])
  keep('When', await killWhens(hub, some(lates, 8)), 40)
  controls.push(...(await killWhens(hub, lates.slice(0, 1), (command) => command)))
  await fillEmpty(hub)
  await moveOn(hub)
  const signed = await Promise.all(
    writers.map(async (email) => ({ email, token: (await sessionOf(hub, email)).token })),
  )
  await hub.migrator(async (client) => {
    const checks = await checksOf(client)
    keep('CHECK', await killChecks(client, some(checks, 20), checks, signed), 200)
    controls.push(...(await killChecks(client, checks.slice(0, 1), checks, signed, () => comment)))
  })
})

test('nothing taken away is noticed by nobody, and no guard survived', async () => {
  expect(controls).toHaveLength(3)
  for (const control of controls) expect(control).not.toHaveProperty('killedBy')
  const survivors = mutants.filter(({ killedBy }) => !killedBy)
  if (all) await written(mutants)
  tell(`${mutants.length} guards taken away, ${survivors.length} survived`)
  for (const { kind, guard, hiddenBy } of survivors)
    tell(`SURVIVED ${kind}: ${guard} (${hiddenBy ?? 'nobody noticed'})`)
  expect(survivors.map(({ kind, guard }) => `${kind}: ${guard}`)).toEqual([])
})
