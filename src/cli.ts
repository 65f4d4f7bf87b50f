import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { ConfigRefused, readConfig } from './config.ts'
import { Refused } from './kernel/errors.ts'
import { asOwner } from './kernel/database/as-owner.ts'
import {
  openKeyFile,
  openLogin,
  prepareDatabase,
  reachDatabase,
  withClient,
  type Reachable,
} from './kernel/database/open.ts'
import { rowTypes } from './kernel/database/rows.ts'
import { runSweep } from './kernel/jobs/task.ts'
import { tokenHash } from './kernel/session.ts'
import { serve } from './main.ts'
import { dropFolderSweep } from './modules/referrals/index.ts'
import { buildDeps } from './deps.ts'
import { forManyRows, seedMany } from '../db/seeds/many/seeding.ts'
import { onlyDemo, seedRegion } from '../db/seeds/region.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** A database made ready, for a command that runs beside a server or without one. */
async function visiting<Answer>(
  work: (reachable: Reachable) => Promise<Answer>,
  settings?: Record<string, string>,
): Promise<Answer> {
  const config = readConfig(process.env)
  const reachable = await reachDatabase(config, 'visit', undefined, settings)
  try {
    await prepareDatabase(config, reachable, say)
    return await work(reachable)
  } finally {
    await reachable.stop()
  }
}

const days = (typed: string) => {
  const number = Number(typed)
  if (!Number.isInteger(number) || number < 1 || number > 366)
    throw new InvalidArgumentError('Give 1 to 366 days.')
  return number
}

const people = (typed: string) => {
  const number = Number(typed)
  if (!Number.isInteger(number) || number < 1 || number > 10_000_000)
    throw new InvalidArgumentError('Give 1 to 10,000,000 people.')
  return number
}

const waymark = new Command('waymark').description(
  'Waymark: the hub system for people held in modern slavery',
)

waymark.command('serve').description('start the server (what `npm start` does)').action(serve)

waymark
  .command('migrate')
  .description('bring the database to this version')
  .action(() => visiting(async () => say('The database is up to date.')))

waymark
  .command('token')
  .description('give a token for the JSON door; the token is the last word printed')
  .requiredOption('--as <email>', 'the e-mail address of the member')
  .option('--days <number>', 'how many days it works', days, 1)
  .action(async ({ as, days: valid }: { as: string; days: number }) => {
    const token = randomBytes(32).toString('base64url')
    const name = await visiting(({ migratorUrl }) =>
      withClient(migratorUrl, (client) =>
        asOwner(
          client,
          async () => {
            const { rows } = await client.query<{ name: string }>(
              `select sec.issue_token($1, $2, now() + make_interval(days => $3)) as name`,
              [as, tokenHash(token), valid],
            )
            return rows[0]?.name
          },
          'waymark_sec',
        ),
      ),
    )
    process.stdout.write(`Token for ${name}, for ${valid === 1 ? 'one day' : `${valid} days`}: ${token}\n`)
  })

waymark
  .command('seed')
  .description('put the fictional region into an empty demo database')
  .option(
    '--people <number>',
    'and so many invented people more; what is there already is left as it is',
    people,
  )
  .action(({ people: many }: { people?: number }) => {
    const config = readConfig(process.env)
    onlyDemo(config)
    return visiting(
      async (reachable) => {
        await seedRegion(config, reachable, say)
        if (many !== undefined) await seedMany(config, reachable, many, say)
      },
      many === undefined ? undefined : forManyRows,
    )
  })

waymark
  .command('drop')
  .description('read the drop folder (WAYMARK_DROP) once')
  .action(() => {
    const { dropDir, dataDir } = readConfig(process.env)
    if (!dropDir)
      throw new ConfigRefused(
        'WAYMARK_DROP is not set: say which folder the force system leaves its files in.',
      )
    return visiting(async (reachable) => {
      const pool = await openLogin(reachable, 'waymark_staff', say)
      const jobs = await openLogin(reachable, 'waymark_jobs', say)
      try {
        const deps = buildDeps({ pool, keys: openKeyFile(dataDir), log: say })
        await runSweep({ deps, jobs }, dropFolderSweep({ folder: dropDir }, deps.keys.file))
        say('The drop folder was read.')
      } finally {
        await Promise.all([pool.end(), jobs.end()])
      }
    })
  })

waymark
  .command('rows')
  .description('write the row types of the database (for developers)')
  .action(() =>
    visiting(({ migratorUrl }) =>
      withClient(migratorUrl, async (client) =>
        writeFileSync(join(import.meta.dirname, 'kernel', 'database', 'rows.gen.ts'), await rowTypes(client)),
      ),
    ),
  )

try {
  await waymark.parseAsync()
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  // What a person can put right is one sentence; a fault of ours keeps its stack.
  const expected = error instanceof Refused || code === 'P0002' || code === '42501'
  if (code === 'EADDRINUSE')
    say(`Something else is using the port. Stop it, or set PORT to another one. (${message})`)
  else say(expected ? message : ((error as Error).stack ?? message))
  process.exitCode = 1
}
