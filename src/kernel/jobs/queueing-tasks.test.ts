import { parseCrontab } from 'graphile-worker'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { refer } from '../../../test/support/casework.ts'
import { fullCase } from '../../../test/support/full-case.ts'
import { administrator, manager, officer, ruta } from '../../../test/support/members.ts'
import { eventOf, keptJobs, openJobs, queue, until } from '../../../test/support/queue.ts'
import { world } from '../../../test/support/world.ts'
import { referralAsSent } from '../../modules/referrals/index.ts'
import { newId } from '../ids.ts'
import { runTask, TaskFailed, type Sweep, type Task } from './task.ts'
import { crontabOf, startWorker } from './worker.ts'

const hub = await world()
const jobs = await openJobs(hub)

const refusal = { reason: 'otherArea', explanation: 'Ring the hub of the next county.' }
const noted: string[] = []
const note: Task = { name: 'note', run: async ({ event }) => void noted.push(event.id) }

describe('the queue', () => {
  test('has a job from the moment its event is there, with the id and nothing else; a rolled back command queues none', async () => {
    const { id } = await refer(hub)
    expect(await keptJobs(hub)).toEqual([])
    expect((await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)).status).toBe(201)
    expect((await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)).status).toBe(409)
    const event = await eventOf(hub, 'referral.refused', id)
    expect(await keptJobs(hub)).toMatchObject([{ task: 'tellReferrer', payload: { event } }])
  })

  test('refuses a payload with anything more in it', async () => {
    const more = jobs.query(
      `select graphile_worker.add_job('note', json_build_object('event', gen_random_uuid(), 'name', 'Daiva'))`,
    )
    await expect(more).rejects.toMatchObject({ constraint: 'payload_is_one_event' })
    const said = jobs.query(`select graphile_worker.add_job('note', json_build_object('event', 'Daiva'))`)
    await expect(said).rejects.toMatchObject({ constraint: 'payload_is_one_event' })
  })

  test('is reachable by its own login alone', async () => {
    await expect(hub.pool.query('select from graphile_worker.jobs')).rejects.toMatchObject({ code: '42501' })
    await expect(hub.pool.query('select from kernel.kept_jobs()')).rejects.toMatchObject({ code: '42501' })
    const rights = await hub.migrator((client) =>
      client.query(
        `select rolname from pg_roles where rolname like 'waymark%' and rolname <> 'waymark_jobs' and has_schema_privilege(oid, 'graphile_worker', 'usage')`,
      ),
    )
    expect(rights.rows).toEqual([])
  })

  test('its login sees no row about anybody, and only it may begin a task', async () => {
    for (const table of ['people.person', 'referrals.referral', 'kernel.event', 'sec.session']) {
      await expect(jobs.query(`select from ${table}`), table).rejects.toMatchObject({ code: '42501' })
    }
    await expect(
      hub.pool.query(`select * from sec.open_task(gen_random_uuid(), '\\x00')`),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      hub.pool.query(`select sec.open_service('waymark@service.invalid', '\\x00')`),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a task', () => {
  test('sees the hub’s rows and its own person even when restricted, and nobody else who is', async () => {
    const own = await fullCase(hub)
    const other = await fullCase(hub)
    const event = await eventOf(hub, 'referral.received', own.referral.id)
    for (const { personId } of [own, other]) {
      await hub.as(manager).post(`/api/people/${personId}/restriction`, { because: 'highRisk' })
    }
    const open = await refer(hub)
    const seen: Record<string, string> = {}
    const look: Task = {
      name: 'look',
      async run({ ask }) {
        for (const [name, id] of Object.entries({
          own: own.referral.id,
          other: other.referral.id,
          open: open.id,
        })) {
          seen[name] = await ask(referralAsSent, { id }, {}).then(
            () => 'seen',
            (error: Error) => error.constructor.name,
          )
        }
      },
    }
    await runTask({ deps: hub.deps, jobs }, look, event)
    expect(seen).toEqual({ own: 'seen', other: 'NotFound', open: 'seen' })
  })

  test('leaves no session behind, whether it worked or not', async () => {
    const event = await eventOf(hub, 'referral.received', (await refer(hub)).id)
    await runTask({ deps: hub.deps, jobs }, note, event)
    const failing: Task = {
      name: 'failing',
      run: () => Promise.reject(new Error('Daiva lives at 4 Quay Street')),
    }
    await expect(runTask({ deps: hub.deps, jobs }, failing, event)).rejects.toThrow(new TaskFailed('Error'))
    expect(await hub.owner(`select from sec.session where kind = 'task'`)).toEqual([])
  })

  test('of an event that is not there fails', async () => {
    await expect(runTask({ deps: hub.deps, jobs }, note, newId())).rejects.toThrow('The event is not there')
  })
})

describe('the worker', () => {
  test('takes what is queued, goes on when its connections are cut, and stops gracefully', async () => {
    const event = await eventOf(hub, 'referral.received', (await refer(hub)).id)
    const worker = startWorker({ deps: hub.deps, jobs, tasks: [note], patience: 50 })
    noted.length = 0
    await queue(hub, 'note', event)
    await until(async () => noted.length === 1)
    await hub.migrator((client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'waymark_jobs' and datname = $1`,
        [hub.database],
      ),
    )
    const second = await eventOf(hub, 'referral.received', (await refer(hub)).id)
    await queue(hub, 'note', second)
    await until(async () => noted.length === 2)
    await worker.stop()
    await queue(hub, 'note', event)
    expect(noted).toEqual([event, second])
  })

  test('is one at a time: a second process stands by and takes over', async () => {
    const where: string[] = []
    const named = (name: string): Task => ({ name: 'note', run: async () => void where.push(name) })
    const first = startWorker({ deps: hub.deps, jobs, tasks: [named('first')], patience: 50 })
    await until(async () => where.length === 1)
    const second = startWorker({ deps: hub.deps, jobs, tasks: [named('second')], patience: 50 })
    await queue(hub, 'note', await eventOf(hub, 'referral.received', (await refer(hub)).id))
    await until(async () => where.length === 2)
    await first.stop()
    await queue(hub, 'note', await eventOf(hub, 'referral.received', (await refer(hub)).id))
    await until(async () => where.length === 3)
    await second.stop()
    expect(where).toEqual(['first', 'first', 'second'])
  })

  test('does a sweep one at a time: the next minute’s waits for the one that is not through', async () => {
    let [through, running, most] = [0, 0, 0]
    const slow: Sweep = {
      name: 'slow',
      cron: '* * * * *',
      as: 'waymark@service.invalid',
      async run() {
        most = Math.max(most, ++running)
        await sleep(200)
        running--
        through++
      },
    }
    const [minute] = parseCrontab(crontabOf([slow]))
    for (const key of ['this minute', 'the next'])
      await jobs.query(`select graphile_worker.add_job('slow', queue_name := $1, job_key := $2)`, [
        minute?.options.queueName,
        key,
      ])
    const worker = startWorker({ deps: hub.deps, jobs, tasks: [], sweeps: [slow], patience: 50 })
    await until(async () => through >= 2)
    await worker.stop()
    expect(most).toBe(1)
  })

  test('keeps a job that fails for later, with a code and no word of the error, and the administrator sees it', async () => {
    const { id } = await refer(hub)
    const event = await eventOf(hub, 'referral.received', id)
    const failing: Task = {
      name: 'failing',
      run: () => Promise.reject(new Error('Daiva lives at 4 Quay Street')),
    }
    const worker = startWorker({ deps: hub.deps, jobs, tasks: [failing], patience: 50 })
    await queue(hub, 'failing', event)
    await until(async () => (await keptJobs(hub)).some(({ last_error }) => last_error !== null))
    await worker.stop()
    expect((await keptJobs(hub)).find(({ task }) => task === 'failing')).toMatchObject({
      attempts: 1,
      last_error: 'Error',
    })
    expect(hub.told.join()).toContain(`failing for event ${event} (Error)`)

    const { body } = await hub.as(administrator).get<{ failing: object[] }>('/api/jobs')
    expect(body.failing).toMatchObject([
      { task: 'failing', event: 'referral.received', eventId: event, state: 'failing', attempts: 1 },
    ])
    const page = await hub.as(administrator).page('/jobs')
    expect(page.text).toContain('1 of 25')
    expect(page.text).not.toContain('Quay')
    for (const member of [manager, officer]) expect((await hub.as(member).get('/api/jobs')).status).toBe(403)
  })
})
