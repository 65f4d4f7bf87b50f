import { run, type Runner, type TaskList } from 'graphile-worker'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { silent } from './install.ts'
import { codeOf, runSweep, runTask, TaskFailed, type Sweep, type Task, type TaskWorld } from './task.ts'

export interface Worker {
  /** Lets what is running finish, and takes nothing more. */
  stop(): Promise<void>
}

export interface WorkerOptions extends TaskWorld {
  tasks: readonly Task[]
  sweeps?: readonly Sweep[]
  /** How many jobs at once. Two: pages come first on a small machine. */
  concurrency?: number
  /** How long to wait before trying again when there is no database, or another process holds the queue. */
  patience?: number
}

// One number for the whole product: whoever holds it works the queue, every other process of this installation stands by.
const lock = 7_265_818

/** Starts working the queue, here or as soon as no other process does, and goes on through a restart of the database. */
export function startWorker(options: WorkerOptions): Worker {
  const { deps, jobs, patience = 2000 } = options
  const stopping = new AbortController()
  const wait = () => sleep(patience, undefined, { signal: stopping.signal }).catch(() => {})
  const watch = async () => {
    while (!stopping.signal.aborted) {
      try {
        await holdAndWork(jobs, options, stopping.signal)
      } catch (error) {
        deps.log(`The queue of jobs cannot be worked just now (${codeOf(error)}). Trying again.`)
      }
      if (!stopping.signal.aborted) await wait()
    }
  }
  const watching = watch()
  return {
    stop: () => {
      stopping.abort()
      return watching
    },
  }
}

/** Works the queue for as long as this process holds its lock: until it is told to stop, or the connection is lost. */
async function holdAndWork(jobs: pg.Pool, options: WorkerOptions, stop: AbortSignal): Promise<void> {
  const holder = await jobs.connect()
  const lost = Promise.withResolvers<void>()
  holder.on('error', () => lost.resolve())
  holder.on('end', () => lost.resolve())
  let broken: Error | undefined
  try {
    const { rows } = await holder.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock])
    if (!rows[0]?.mine) return
    // Whoever held these is gone, or the lock would not be ours: without this a killed job would wait four hours.
    await holder.query(`select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
      union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null))`)
    const runner = await begin(options)
    const stopped = new Promise<void>((resolve) =>
      stop.addEventListener('abort', () => resolve(), { once: true }),
    )
    if (!stop.aborted) await Promise.race([stopped, lost.promise, runner.promise.catch(() => {})])
    await runner.stop().catch(() => {})
    await holder.query('select pg_advisory_unlock($1)', [lock])
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    holder.release(broken)
  }
}

function begin(options: WorkerOptions): Promise<Runner> {
  const { jobs, tasks, sweeps = [], concurrency = 2 } = options
  return run({
    pgPool: jobs,
    logger: silent,
    noHandleSignals: true,
    concurrency,
    pollInterval: 2000,
    // Without a batch the library waits for neither promise, and a connection that breaks just then is an unhandled
    // rejection, which ends Node. A batch of no delay has its errors handled: the pool stops, and we begin again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: taskList(options, tasks, sweeps),
    crontab: crontabOf(sweeps),
  })
}

/** A sweep is queued once, however many minutes it has missed, and waits for the one before it: a mail server that keeps one
 *  waiting would else make the next take what is being sent for what somebody died in the middle of. */
export const crontabOf = (sweeps: readonly Pick<Sweep, 'name' | 'cron'>[]): string =>
  sweeps
    .map(({ name, cron }) => `${cron} ${name} ?jobKey=${name}&jobKeyMode=preserve_run_at&max=1&queue=${name}`)
    .join('\n')

function taskList(world: WorkerOptions, tasks: readonly Task[], sweeps: readonly Sweep[]): TaskList {
  const told = async (name: string, what: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      const failed = error instanceof TaskFailed ? error : new TaskFailed(codeOf(error))
      world.deps.log(`A job did not work: ${name}${what} (${failed.message}).`)
      // Only this sentence is kept with the job.
      throw failed
    }
  }
  return Object.fromEntries([
    ...tasks.map((task) => [
      task.name,
      (payload: unknown) => {
        const { event } = payload as { event: string }
        return told(task.name, ` for event ${event}`, () => runTask(world, task, event))
      },
    ]),
    ...sweeps.map((sweep) => [sweep.name, () => told(sweep.name, '', () => runSweep(world, sweep))]),
  ]) as TaskList
}
