import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { clusterHome } from '../../src/kernel/cluster/index.ts'
import { DrillBroken, until } from './drill.ts'
import { freePort, type Place } from './place.ts'

const waymark = join(import.meta.dirname, '..', '..', 'bin', 'waymark')

/** The real app, started as an operator starts it, in a process of its own. */
export interface App {
  port: number
  child: ChildProcess
  /** Everything it said to its operator. */
  said(): string
  /** Resolves with how it ended. */
  ended: Promise<{ code: number | null; signal: string | null }>
  /** Ends it and waits. */
  end(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const running = new Set<App>()

/** Ends what a drill that broke off has left behind. */
export const endEveryApp = (): Promise<unknown> => Promise.all([...running].map((app) => app.end('SIGKILL')))

/** Starts `bin/waymark serve` on this place and waits until it says that it is ready. */
export async function startApp(
  place: Place,
  environment: Record<string, string> = {},
  port?: number,
): Promise<App> {
  const listening = port ?? (await freePort())
  const child = spawn(waymark, ['serve'], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      WAYMARK_DATA: place.dataDir,
      PORT: String(listening),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on('exit', (code, signal) => resolve({ code, signal })),
  )
  const ready = () => {
    if (child.exitCode !== null) throw new DrillBroken(`Waymark did not start: ${said.slice(-600)}`)
    return said.includes('Waymark is ready')
  }
  await until(ready, 'Waymark starts').catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  const app: App = {
    port: listening,
    child,
    said: () => said,
    ended,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      // Whatever a drill found, nothing of it runs on beside the next one.
      const late = setTimeout(() => child.kill('SIGKILL'), 60_000)
      await ended
      clearTimeout(late)
    },
  }
  running.add(app)
  void ended.then(() => running.delete(app))
  return app
}

/** The environment of an app on a database that somebody else runs. */
export const onDatabaseOf = ({ migratorUrl }: Place): Record<string, string> => ({
  DATABASE_URL: migratorUrl,
  WAYMARK_MODE: 'demo',
})

/** The environment of an app with one of its guards taken away: a program of `without/` is loaded before it. */
export const without = (guard: 'hearing' | 'queue' | 'room'): Record<string, string> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'without', `${guard}.ts`)).href}`,
})

/** The number of the server of this place, from its own lock file; undefined when there is none. */
export function serverOf({ dataDir }: Place): number | undefined {
  const file = join(clusterHome(dataDir), 'postgres', 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  return pid > 1 && isAlive(pid) ? pid : undefined
}

/** Every process of the server at once, the children first: what they had not written to a file is gone. */
export function killDatabase(place: Place): void {
  const server = serverOf(place)
  if (server === undefined) throw new DrillBroken('There was no database server to kill')
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const children = rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (parent === server && pid ? [pid] : []))
  // Stopped first, so that it cannot tell the others; all of them die within the same millisecond or so.
  process.kill(server, 'SIGSTOP')
  for (const pid of [...children, server]) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** Ends the server of a place, where a drill that broke off has left one. */
export async function endServer(place: Place): Promise<void> {
  // The private one ends by itself when its app has ended.
  await until(() => serverOf(place) === undefined, 'the database ends', 10_000).catch(() => {
    if (serverOf(place) !== undefined) killDatabase(place)
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
