import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { basename, join } from 'node:path'
import { hasCode } from './refusal.ts'

/** What a server says of itself in `postmaster.pid`, its own lock file in the cluster folder. */
export interface Postmaster {
  pid: number
  socketDir: string
  /** `starting`, `ready`, `stopping`, or empty when it has not got so far. */
  status: string
}

/** Above every process number there is: 4,194,304 on Linux, 99,999 on macOS. */
const IMPOSSIBLE_PID = 2147483646

/** Reads the lock file of the cluster; undefined when there is none or it holds no process number. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPidFile(cluster)?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!lines[0] || !Number.isInteger(pid) || pid <= 1) return undefined
  return { pid, socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

/**
 * Says whether process `pid` is alive and is the server of this cluster. A number alone proves nothing: it may since have
 * been given to another program, even to a PostgreSQL of somebody else, so the program and its folder must agree.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  return existsSync('/proc/self/stat') ? seenInProc(cluster, pid) : seenByPs(cluster, pid)
}

/** Says whether a server accepts connections on the socket in this folder. */
export function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path: join(socketDir, '.s.PGSQL.5432') })
    const say = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => say(true))
    socket.on('error', () => say(false))
  })
}

/**
 * Puts away what a dead server left, so that a new one starts. Call it only when `isServerOf` said no. PostgreSQL itself
 * copes with a dead number; it refuses when the number is alive, which may be a zombie or any program of the same user.
 * Then the number is replaced and the other lines are kept: by its shared memory line PostgreSQL still refuses while a
 * left-over backend of the dead server is attached to it. An empty file, from a crash in its first moment, is removed.
 */
export function forgetDeadServer(cluster: string): void {
  const text = readPidFile(cluster)
  if (text === undefined) return
  const file = join(cluster, 'postmaster.pid')
  if (text.trim() === '') unlinkSync(file)
  else writeFileSync(file, [String(IMPOSSIBLE_PID), ...text.split('\n').slice(1)].join('\n'))
}

function readPidFile(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function seenInProc(cluster: string, pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    if (state === 'Z' || state === 'X') return false
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    // The server's children are called `postgres: checkpointer` and so on, so only the server itself has this name.
    if (basename(words[0] ?? '') !== 'postgres') return false
    return words.includes(cluster) || readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch (error) {
    // ESRCH: it ended while we read. EACCES: the folder of another user's process, which is not our server.
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return false
    throw error
  }
}

/** macOS has no /proc. `ps` ends with an error when there is no such process. */
function seenByPs(cluster: string, pid: number): boolean {
  try {
    const line = execFileSync('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [, state = 'Z', command = ''] = /^(\S+)\s+(.*)$/m.exec(line.trim()) ?? []
    return !state.startsWith('Z') && command.includes(`/postgres -D ${cluster} `)
  } catch {
    return false
  }
}
