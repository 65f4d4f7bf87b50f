import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DrillBroken, need } from './drill.ts'
import type { Place } from './place.ts'

const root = join(import.meta.dirname, '..', '..')

/** Runs this program, which works the queue, in a process of its own, with these arguments after the addresses and the data
 *  folder. Out: the signal it ended by, after it died or after it had done that many jobs. */
export async function work(
  place: Place,
  program: string,
  args: string[],
  jobsToDo = 1,
): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'test', program),
      place.urlOf('waymark_staff'),
      place.urlOf('waymark_jobs'),
      place.dataDir,
      ...args,
    ],
    {
      // Two hundred starts of Node: compiled once.
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'build', 'compiled') },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  let done = 0
  child.stdout.on('data', (said: Buffer) => {
    done += said.toString().split('done').length - 1
    if (done >= jobsToDo) child.stdin.end()
  })
  let late = false
  const patience = setTimeout(
    () => {
      late = true
      child.kill('SIGKILL')
    },
    60_000 + 1000 * jobsToDo,
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  clearTimeout(patience)
  if (late)
    throw new DrillBroken(`A worker did ${done} of ${jobsToDo} jobs and did not end (${args.join(' ')})`)
  return signal
}

/** The same, for one that has to die. */
export async function dying(place: Place, program: string, args: string[]): Promise<void> {
  if ((await work(place, program, args)) !== 'SIGKILL')
    throw new DrillBroken('The worker was to die and did not')
}

/** How many jobs of this task are left. */
export async function kept(place: Place, task: string): Promise<number> {
  const [row] = await place.look<{ count: number }>(
    `select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [task],
  )
  return need(row, 'the queue of jobs').count
}

/** A killed job waits for its next try; here nobody does. In: the event whose job alone is due. */
export const dueNow = (place: Place, event?: string) =>
  place.look(
    `update graphile_worker._private_jobs set run_at =
       case when $1::text is null or payload ->> 'event' = $1 then now() else now() + interval '1 day' end`,
    [event ?? null],
  )
