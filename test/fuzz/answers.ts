import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Of a stack, a frame that names a place in a file; the line before it ends as in text, or as JSON writes that. */
const frame = /(?:\n|\\n)\s+at .*:\d+:\d+/

/** What no answer may be or carry: an error of ours, or our inside. */
export function bad({ statusCode, body }: { statusCode: number; body: string }): boolean {
  return statusCode >= 500 || frame.test(body) || /node_modules|PostgresError|syntax error at/.test(body)
}

/** What is held when nothing is left to throw away, in MiB: `heap`, and `outside` it, where bodies and buffers are (Node
 *  counts array buffers in that). Not what the process occupies: the allocator gives that back when it likes. */
export function held(): { heap: number; outside: number } {
  // What finalizers let go in the first round is counted until the second.
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return { heap: heapUsed / 2 ** 20, outside: external / 2 ** 20 }
}

/** How much more is held than before, in MiB. */
export function grown(before: { heap: number; outside: number }): { heap: number; outside: number } {
  const now = held()
  return { heap: now.heap - before.heap, outside: now.outside - before.outside }
}

/** This value as it goes over the wire, also when it is none that JSON has. */
export const jsonOf = (value: unknown): string => {
  try {
    return (
      JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null'
    )
  } catch {
    return 'null'
  }
}
