import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { ClusterRefused } from './refusal.ts'

/** The operating system user that PostgreSQL runs as. */
export interface Account {
  name: string
  uid: number
  gid: number
  /** True when it is another user than ours: we are root, and PostgreSQL refuses to run as root. */
  other: boolean
}

export interface Ended {
  code: number
  stderr: string
  stdout: string
}

/*
 * PostgreSQL reads PG* variables (PGPORT, PGDATA) and takes its locale and time zone from the environment: given none of
 * ours, a cluster is the same whoever starts it. LC_ALL is needed on macOS, where postgres refuses to start without.
 */
export const plainEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Chooses the user to run PostgreSQL as: ourselves, or, when we are root, the owner of the cluster that is already there,
 * else `postgres`, else `nobody`. Throws ClusterRefused when an existing cluster belongs to a user we cannot become.
 */
export async function chooseAccount(cluster: string | undefined): Promise<Account> {
  const uid = process.getuid?.() ?? 0
  const owner = cluster === undefined ? undefined : statSync(cluster)
  if (uid !== 0) {
    if (owner !== undefined && owner.uid !== uid)
      throw new ClusterRefused(
        `The database in ${cluster} belongs to another user (number ${owner.uid}); run Waymark as that user, or name another folder in WAYMARK_DATA.`,
      )
    return { name: 'you', uid, gid: process.getgid?.() ?? 0, other: false }
  }
  if (owner !== undefined && owner.uid !== 0)
    return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid, other: true }
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  if (account === undefined)
    throw new ClusterRefused(
      'PostgreSQL refuses to run as root and this machine has no user named postgres or nobody; run Waymark as a normal user.',
    )
  if (owner !== undefined)
    throw new ClusterRefused(
      `The database in ${cluster} belongs to root, as whom PostgreSQL refuses to run; give it to its user with: chown -R ${account.name} ${cluster}`,
    )
  return account
}

/**
 * Runs a program to its end as `account`, with a plain environment, from `/` because that user may not be able to enter
 * our own working folder. Returns its exit code (127 when it could not be started) and output. Throws nothing.
 */
export function runAs(account: Account, program: string, args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: '/',
      env: plainEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...identity(account),
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
  })
}

/** The spawn options that make a program run as `account`; none when that is ourselves. */
export function identity(account: Account): { uid?: number; gid?: number } {
  return account.other ? { uid: account.uid, gid: account.gid } : {}
}

/** Says whether `account` can enter this folder. It is tried, not worked out, so that access lists count too. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return !account.other || (await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).code === 0
}

async function lookUp(name: string): Promise<Account | undefined> {
  const self: Account = { name: 'root', uid: 0, gid: 0, other: false }
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => (await runAs(self, 'id', [flag, name])).stdout.trim()),
  )
  if (!uid || !gid || uid === '0') return undefined
  return { name, uid: Number(uid), gid: Number(gid), other: true }
}
