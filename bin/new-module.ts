/** Writes the skeleton of a module: its folder, a migration, and one test that passes. `bin/new-module NAME` */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { skeleton } from './module-skeleton.ts'

const root = join(import.meta.dirname, '..')
const reserved = [
  'kernel',
  'sec',
  'public',
  'migration',
  'web',
  'api',
  'client',
  'service',
  'manager',
  'helper',
  'util',
  'common',
  'shared',
]

function refusal(name: string | undefined): string | undefined {
  if (name === undefined) return 'Say what the module is called: bin/new-module NAME'
  if (!/^[a-z]{3,30}$/.test(name)) return 'A module is called by one noun in small letters, 3 to 30 of them.'
  if (reserved.includes(name)) return `"${name}" cannot be the name of a module.`
  if (existsSync(join(root, 'src', 'modules', name))) return `There is a module called ${name} already.`
  const migrated = readdirSync(join(root, 'db', 'migrations')).some((file) => file.split('_')[1] === name)
  return migrated ? `A migration of a module called ${name} is there already.` : undefined
}

/** Now, or the minute after the last migration when that lies ahead: a migration comes after those it builds on. */
function stamp(): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 12)
  const last =
    readdirSync(join(root, 'db', 'migrations'))
      .toSorted()
      .at(-1)
      ?.slice(0, 12) ?? ''
  return now > last ? now : String(BigInt(last) + 1n)
}

const [, , name] = process.argv
const refused = refusal(name)
if (refused || !name) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 1
} else {
  const folder = join(root, 'src', 'modules', name)
  mkdirSync(folder)
  for (const [file, text] of Object.entries(skeleton(name))) {
    if (file !== 'migration.sql') writeFileSync(join(folder, file), text)
  }
  const migration = `${stamp()}_${name}_first.sql`
  writeFileSync(join(root, 'db', 'migrations', migration), skeleton(name)['migration.sql'] as string)
  process.stdout.write(
    [
      `src/modules/${name}/ and db/migrations/${migration} are there. Next:`,
      '  bin/waymark rows              row types of the new table',
      '  node bin/module-diagram.ts    docs/modules.md',
      `  src/registry.ts               the ${name} commands, queries and pages`,
      '',
    ].join('\n'),
  )
}
