import { expect, onTestFinished, test } from 'vitest'
import { until } from '../../../test/support/queue.ts'
import { buildDeps } from '../../deps.ts'
import { freshDataDir } from '../cluster/fixtures.ts'
import { openKeyFile, openLogin, prepareDatabase, reachDatabase } from '../database/open.ts'
import { newId } from '../ids.ts'
import { startWorker } from './worker.ts'

test('the worker goes on after the database was stopped and started again', async () => {
  const config = { dataDir: freshDataDir(), mode: 'demo', loginUrls: {} } as const
  const first = await reachDatabase(config, 'serve')
  await prepareDatabase(config, first, () => {})
  const told: string[] = []
  const log = (sentence: string) => void told.push(sentence)
  const pool = await openLogin(first, 'waymark_staff', log)
  const jobs = await openLogin(first, 'waymark_jobs', log)
  const deps = buildDeps({ pool, keys: openKeyFile(config.dataDir), log })
  const worker = startWorker({ deps, jobs, tasks: [{ name: 'note', run: async () => {} }], patience: 100 })
  // An event that is not there is enough: the worker says so, and that it says so is the sign that it lives.
  const queue = () =>
    jobs.query(`select graphile_worker.add_job('note', json_build_object('event', $1::uuid))`, [newId()])
  const heard = (times: number) =>
    until(async () => told.filter((line) => line.includes('The event is not there')).length >= times)
  await queue()
  await heard(1)
  await first.stop()
  await until(async () => told.some((line) => line.includes('cannot be worked just now')))
  const second = await reachDatabase(config, 'serve')
  onTestFinished(async () => {
    await worker.stop()
    await pool.end()
    await jobs.end()
    await second.stop()
  })
  await queue()
  await heard(2)
  expect(told.join()).not.toContain('password')
})
