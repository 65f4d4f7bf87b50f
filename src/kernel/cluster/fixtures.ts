import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { Cluster, ClusterOptions } from './index.ts'
import { openCluster } from './index.ts'
import { clusterHome, openDataFolder } from './place.ts'

/** A path for a data folder that does not exist yet; it and what it points to are removed when the test ends. */
export function freshDataDir(parentMode = 0o755): string {
  const parent = mkdtempSync(join(tmpdir(), 'waymark-test-'))
  chmodSync(parent, parentMode)
  const dataDir = join(parent, 'data')
  onTestFinished(async () => {
    const home = clusterHome(dataDir)
    // A process that the test killed leaves its server to shut down by itself, and the socket folder to the next start.
    if (existsSync(join(home, 'postgres', 'postmaster.pid'))) await gone(serverPid(dataDir))
    const { hash } = openDataFolder(dataDir)
    for (const name of readdirSync(tmpdir()).filter((name) => name.includes(hash)))
      rmSync(join(tmpdir(), name), { recursive: true })
    if (home !== dataDir) rmSync(home, { recursive: true, force: true })
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 })
  })
  return dataDir
}

/** Opens a cluster that is stopped when the test ends, if the test did not do it. */
export async function open(
  dataDir: string,
  purpose: 'serve' | 'visit' = 'serve',
  more: Partial<ClusterOptions> = {},
): Promise<Cluster> {
  const cluster = await openCluster({ dataDir, purpose, ...more })
  onTestFinished(() => cluster.stop())
  return cluster
}

/** The process number in the server's lock file. */
export function serverPid(dataDir: string): number {
  return Number(readFileSync(join(clusterHome(dataDir), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Runs one statement and gives the first column of its first row. */
export async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Waits until no process has this number. */
export async function gone(pid: number, patience = 10_000): Promise<boolean> {
  const since = performance.now()
  while (performance.now() - since < patience) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await sleep(10)
  }
  return false
}

/** Another Node process that opens the data folder, says `open` and its URL, and stops when told; killed at the end. */
export interface Other {
  process: ChildProcess
  /** What it said: its URL, or the sentence of the refusal. */
  said: string
  ended: Promise<number | null>
}

const OTHER = `
const { openCluster } = await import(process.argv[1])
try {
  const cluster = await openCluster({ dataDir: process.argv[2], purpose: process.argv[3] })
  console.log(cluster.url('postgres'))
  process.stdin.on('end', async () => { await cluster.stop(); process.exit(0) }).resume()
} catch (error) {
  console.log(error.name + ': ' + error.message)
  process.exit(3)
}`

/** Starts such a process, as another user when `identity` names one. Resolves when it has said something. */
export async function openElsewhere(
  dataDir: string,
  purpose: 'serve' | 'visit',
  identity: { uid?: number; gid?: number } = {},
): Promise<Other> {
  const index = new URL('./index.ts', import.meta.url).href
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', OTHER]
  const child = spawn(process.execPath, [...flags, index, dataDir, purpose], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...identity,
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', () => reject(new Error('the other process ended without a word')))
  })
  return { process: child, said, ended }
}
