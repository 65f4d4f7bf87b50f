import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands, queries } from '../../src/registry.ts'
import { memberId } from '../support/casework.ts'
import { everything } from '../support/everything.ts'
import { investigator, manager, ruta } from '../support/members.ts'
import { world } from '../support/world.ts'
import { arrangements } from '../permissions/arranging.ts'
import { guardedCommands, guardedQueries, killMays } from './may.ts'
import type { Mutant } from './mutant.ts'
import { innerPolicies, killInner, killPolicies, staffPolicies } from './policies.ts'

/** WAYMARK_MUTATE=all takes every guard away in turn and writes docs/mutations.md; a few of each kind otherwise. */
const all = process.env.WAYMARK_MUTATE === 'all'
const drawn = fc.sample(arrangements, { numRuns: all ? 10 : 2, seed: 7 })
const some = <One>(list: readonly One[], every: number) =>
  all ? [...list] : list.filter((_, n) => n % every === 3)
const tell = (sentence: string) => void (all && process.stderr.write(`${sentence}\n`))

const hub = await world()
const bare = await world()

test('no guard can be taken away without a test that says so', { timeout: 1_200_000 }, async () => {
  const one = await everything(hub)
  const other = await everything(bare)
  await fillEmpty()
  const nothing = {
    kind: 'nothing' as const,
    guard: 'a comment is changed',
    table: 'kernel.setting',
    verb: 'SELECT' as const,
  }
  const control = { ...nothing, without: `comment on table kernel.setting is 'Changed'` }
  const policies = some(await bare.migrator(staffPolicies), 12)
  const inner = some(await bare.migrator(innerPolicies), 12)
  if (!process.env.WAYMARK_ONLY)
    await killPolicies(bare, other.opened.personId, [...policies, control], drawn, tell)
  if (!process.env.WAYMARK_ONLY) await killInner(bare, inner)
  const guarded = {
    commands: some(guardedCommands(commands), 8),
    queries: some(guardedQueries(queries), 8),
  }
  const mays = await killMays(hub, one, guarded, drawn)
  const mutants: Mutant[] = process.env.WAYMARK_ONLY ? [...mays] : [...policies, ...inner, ...mays]
  const survivors = mutants.filter(({ killedBy }) => !killedBy)
  if (all) {
    if (!process.env.WAYMARK_ONLY) write(mutants)
    tell(`${mutants.length} guards taken away, ${survivors.length} survived`)
    for (const { kind, guard } of survivors) tell(`SURVIVED ${kind}: ${guard}`)
    expect(survivors.map(({ kind, guard }) => `${kind}: ${guard}`)).toEqual([])
  } else {
    expect(mutants.length - survivors.length).toBeGreaterThan(20)
  }
  // What changes nothing is seen by nobody: a drill that kills this one kills by itself.
  expect(control).not.toHaveProperty('killedBy')
})

/** A row in the tables that the acts of a test leave empty. */
async function fillEmpty(): Promise<void> {
  for (let hit = 0; hit < 21; hit++) await bare.as(ruta).post('/api/safety-checks', { typed: '07700 900122' })
  const member = await memberId(bare, investigator)
  expect((await bare.as(manager).post('/api/notices/spoc', { member })).status).toBe(201)
  await bare.owner(
    `insert into accounts.mail (id, event_id, member_id, kind, at, expires_at)
     select gen_random_uuid(), id, actor_id, 'news', now(), now() + interval '1 day' from kernel.event limit 1`,
  )
  await bare.owner(
    `insert into accounts.parked_form (id, member_id, wrapped, sealed) values (gen_random_uuid(), $1, decode(repeat('00', 60), 'hex'), '')`,
    [member],
  )
  await bare.owner('insert into accounts.team_member (team_id, member_id) values (4, $1)', [member])
}

function write(mutants: Mutant[]): void {
  const lines = mutants.map(
    ({ kind, guard, killedBy }) => `| ${kind} | ${guard} | ${killedBy ?? '**survived**'} |`,
  )
  const head = [
    '# Guards taken away, one at a time',
    '',
    'Written by `npm run mutate`: change nothing here by hand.',
    '',
    `${mutants.length} guards, ${mutants.filter(({ killedBy }) => !killedBy).length} survived.`,
    '',
    '| Kind | Guard | Killed by |',
    '| --- | --- | --- |',
  ]
  writeFileSync(
    join(import.meta.dirname, '..', '..', 'docs', 'mutations.md'),
    `${[...head, ...lines].join('\n')}\n`,
  )
}
