import { spawn } from 'node:child_process'
import { closeSync, existsSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { identity, plainEnvironment } from './account.ts'
import { answers, forgetDeadServer, isServerOf, readPostmaster } from './postmaster.ts'
import { ClusterRefused } from './refusal.ts'

export interface Start {
  postgres: string
  arguments: string[]
  cluster: string
  socketDir: string
  account: Account
  logFile: string
  /** The reading end of the lifeline (lifeline.ts). */
  lifeline: number
  /** Called when the server ends after it was ready, however that happened. */
  ended?: () => void
}

/*
 * The keeper: a shell that is the server's parent. When the lifeline ends it interrupts the server (a fast shutdown), so
 * that kill -9 of Node leaves no server behind. It reads in the background and waits for the server in the foreground:
 * the other way round it would not notice that the server died. It ignores the signals that a service manager sends to
 * all processes at once, because it has to outlive Node; postgres sets its own handlers for these.
 */
const KEEPER = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" >&2 3<&- &
server=$!
{ while read -r line; do :; done; kill -INT "$server"; } <&3 >/dev/null 2>&1 &
reader=$!
exec 3<&-
echo "$server"
exec >&2
wait "$server"
code=$?
kill -KILL "$reader" 2>/dev/null
exit "$code"
`

const LARGE_LOG = 5_000_000
/** A left-over backend of a dead server notices within seconds, and then lets go of the shared memory. */
const LEFTOVER_PATIENCE = 15_000
/** Recovery after a crash replays at most `max_wal_size`; on a slow disk that takes minutes. */
const READY_PATIENCE = 300_000

/**
 * Starts the server under its keeper and waits until it accepts connections. Returns its process number. Call it in turn
 * and only when no server of this cluster lives. Throws ClusterRefused with the last line of the server's log.
 */
export async function startServer(start: Start): Promise<number> {
  const since = performance.now()
  for (;;) {
    const outcome = await tryStart(start)
    if (typeof outcome === 'number') return outcome
    if (outcome.includes('shared memory block')) {
      await sleep(250)
      if (performance.now() - since < LEFTOVER_PATIENCE) continue
      throw new ClusterRefused(
        `A process of an earlier, crashed database server still works in ${start.cluster}; end it (it is named postgres), or restart the machine.`,
      )
    }
    throw new ClusterRefused(`The database did not start (${outcome}); its log is in ${start.logFile}.`)
  }
}

/**
 * Waits until the server `pid` has shut down; it is interrupted first, and after ten seconds made to quit at once, which
 * costs a recovery at the next start and no data. Returns false when it still lives after that.
 */
export async function endServer(cluster: string, pid: number): Promise<boolean> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    const since = performance.now()
    if (isServerOf(cluster, pid)) process.kill(pid, signal)
    while (performance.now() - since < patience) {
      if (!isServerOf(cluster, pid)) return true
      await sleep(10)
    }
  }
  return !isServerOf(cluster, pid)
}

/** Gives the server's process number, or the reason why it ended. */
async function tryStart(start: Start): Promise<number | string> {
  forgetDeadServer(start.cluster)
  const log = openLog(start)
  const logFrom = statSync(start.logFile).size
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', start.postgres, ...start.arguments], {
    cwd: '/',
    env: plainEnvironment,
    stdio: [start.lifeline, 'pipe', log],
    // A group of its own: Ctrl-C in the terminal is for Node, which still needs the database while it finishes.
    detached: true,
    ...identity(start.account),
  })
  closeSync(log)
  let ended: string | undefined
  keeper.on('error', (error) => (ended = error.message))
  let ready = false
  keeper.on('exit', () => {
    if (!ready) ended ??= lastLine(start.logFile, logFrom)
    else start.ended?.()
  })
  keeper.unref()
  const pid = Number(await wholeOutput(keeper.stdout))
  const since = performance.now()
  while (ended === undefined) {
    const postmaster = readPostmaster(start.cluster)
    // The lock file may still be that of the dead server, with its `ready`: the number has to be that of ours.
    if (postmaster?.pid === pid && postmaster.status === 'ready' && (await answers(start.socketDir))) {
      ready = true
      return pid
    }
    if (performance.now() - since > READY_PATIENCE) {
      if (pid > 1) process.kill(pid, 'SIGQUIT')
      return 'it was not ready after five minutes'
    }
    await sleep(5)
  }
  return ended
}

/** The log is small (settings.ts), so it is enough to put a large one aside at a start; one older one is kept. */
function openLog({ logFile, account }: Start): number {
  if (existsSync(logFile) && statSync(logFile).size > LARGE_LOG) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  if (account.other) fchownSync(log, account.uid, account.gid)
  return log
}

async function wholeOutput(stream: AsyncIterable<unknown> | null): Promise<string> {
  let text = ''
  for await (const chunk of stream ?? []) text += String(chunk)
  return text
}

function lastLine(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString().trim().split('\n')
  return lines.find((line) => line.includes('FATAL:')) ?? lines.at(-1) ?? ''
}
