/** Load, and what it costs: answers, how long they took, and processor time of whoever made them. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import autocannon from 'autocannon'

export interface Asked {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Measured {
  /** A second, of those that were not refused: a refusal is quick, and no work was done. */
  answers: number
  p50: number
  p95: number
  p99: number
  /** By status. */
  statuses: Record<string, number>
  /** Milliseconds of processor an answer: of Node, and of PostgreSQL. */
  node: number
  postgres: number
}

interface Load {
  url: string
  asked: Asked[]
  connections: number
  /** So long, or each of `asked` once. */
  seconds?: number
  node: number
  postmaster: number
}

const ticks = () => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Processor time of one process so far, in milliseconds; 0 when it is gone. */
function spent(pid: number, tick: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / tick
  } catch {
    return 0
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return (
          readFileSync(`/proc/${name}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[1] === String(parent)
        )
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Resident memory of a process, in MiB. */
export const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Asks for so long, or each once. Each connection takes its own part of the list, so nothing is asked twice at a time. */
export async function measure({
  url,
  asked,
  connections,
  seconds,
  node,
  postmaster,
}: Load): Promise<Measured> {
  const tick = ticks()
  const backends = childrenOf(postmaster)
  const before = {
    node: spent(node, tick),
    postgres: new Map(backends.map((pid) => [pid, spent(pid, tick)])),
  }
  const took: number[] = []
  const statuses: Record<string, number> = {}
  const part = Math.max(1, Math.floor(asked.length / connections))
  let given = 0
  const since = performance.now()
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        ...(seconds === undefined
          ? { amount: Math.floor(asked.length / connections) * connections }
          : { duration: seconds }),
        timeout: 30,
        setupClient: (client) => {
          const from = (given++ * part) % asked.length
          const own =
            seconds === undefined
              ? asked.slice(from, from + part)
              : [...asked.slice(from), ...asked.slice(0, from)]
          client.setRequests(own.length > 0 ? own : asked)
        },
      },
      (error) => (error ? reject(error as Error) : resolve()),
    )
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status < 400) took.push(milliseconds)
      statuses[status] = (statuses[status] ?? 0) + 1
    })
    run.on('reqError', () => (statuses['none'] = (statuses['none'] ?? 0) + 1))
  })
  const lasted = (performance.now() - since) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  // Those that were there, and those that were begun meanwhile: the bare handler connects when it is first asked.
  const postgres = new Set([...backends, ...childrenOf(postmaster)])
    .values()
    .reduce((sum, pid) => sum + Math.max(0, spent(pid, tick) - (before.postgres.get(pid) ?? 0)), 0)
  return {
    answers: took.length / lasted,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    statuses,
    node: (spent(node, tick) - before.node) / Math.max(1, took.length),
    postgres: postgres / Math.max(1, took.length),
  }
}
