import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ask, freshDataDir, gone, open, openElsewhere, serverPid } from './fixtures.ts'
import { ClusterRefused, openCluster } from './index.ts'

describe('one process alone', () => {
  test('makes a database, keeps it over a restart and leaves nothing running', async () => {
    const dataDir = freshDataDir()
    const said: string[] = []
    const first = await open(dataDir, 'serve', { log: (sentence) => said.push(sentence) })
    expect(first.adopted).toBe(false)
    expect(said).toHaveLength(1)
    await ask(first.url('postgres'), 'create table kept as select 7 as seven')
    const pid = serverPid(dataDir)
    await first.stop()
    await first.stop()
    expect((await gone(pid, 0)) || (await gone(pid, 200))).toBe(true)
    expect(existsSync(first.socketDir)).toBe(false)

    const since = performance.now()
    const second = await open(dataDir)
    expect(performance.now() - since).toBeLessThan(3_000)
    expect(await ask(second.url('postgres'), 'select seven from kept')).toBe(7)
  })

  test('is reached by its private socket and a password only', async () => {
    const dataDir = freshDataDir()
    const cluster = await open(dataDir)
    const url = cluster.url('postgres')
    expect(await ask(url, 'show listen_addresses')).toBe('')
    expect(await ask(url, 'show data_checksums')).toBe('on')
    expect(statSync(cluster.socketDir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'secrets', 'postgres')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700)
    await expect(ask(cluster.urlFor('postgres', 'postgres', 'wrong'), 'select 1')).rejects.toThrow('password')
  })

  test('logs nothing that a person typed', async () => {
    const dataDir = freshDataDir()
    const url = (await open(dataDir)).url('postgres')
    await expect(ask(url, `select 'typed-by-a-person'::date`)).rejects.toThrow('typed-by-a-person')
    await expect(
      ask(url, `do $$ begin raise warning 'typed-by-a-person'; raise 'typed-by-a-person'; end $$`),
    ).rejects.toThrow('typed-by-a-person')
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('typed-by-a-person')
  })

  test('takes settings over ours', async () => {
    const cluster = await open(freshDataDir(), 'serve', { settings: { max_connections: '37' } })
    expect(await ask(cluster.url('postgres'), 'show max_connections')).toBe('37')
  })
})

describe('several processes', () => {
  test('a second serve is refused, in this process and in another', async () => {
    const dataDir = freshDataDir()
    const cluster = await open(dataDir)
    await expect(openCluster({ dataDir, purpose: 'serve' })).rejects.toThrow(ClusterRefused)
    const other = await openElsewhere(dataDir, 'serve')
    expect(other.said).toContain(`ClusterRefused: Another Waymark already serves the data folder ${dataDir}`)
    expect(await ask(cluster.url('postgres'), 'select 1')).toBe(1)
  })

  test('a visit joins a serving process and leaves it running', async () => {
    const dataDir = freshDataDir()
    const other = await openElsewhere(dataDir, 'serve')
    const visit = await open(dataDir, 'visit')
    expect(visit.adopted).toBe(true)
    expect(visit.url('postgres')).toBe(other.said)
    await visit.stop()
    expect(await ask(other.said, 'select 1')).toBe(1)
  })

  test('visits at once share one server, which ends with the last of them', async () => {
    const dataDir = freshDataDir()
    const others = await Promise.all([1, 2, 3].map(() => openElsewhere(dataDir, 'visit')))
    const mine = await Promise.all([open(dataDir, 'visit'), open(dataDir, 'visit')])
    expect(new Set(others.map((other) => other.said))).toEqual(new Set([mine[0].url('postgres')]))
    for (const other of others) {
      other.process.stdin?.end()
      expect(await other.ended).toBe(0)
    }
    await mine[0].stop()
    expect(await ask(mine[1].url('postgres'), 'select 1')).toBe(1)
    const pid = serverPid(dataDir)
    await mine[1].stop()
    expect(await gone(pid, 200)).toBe(true)
  })

  test('a serve waits for a visit to end', async () => {
    const dataDir = freshDataDir()
    const visit = await open(dataDir, 'visit')
    const serving = open(dataDir, 'serve')
    await sleep(300)
    expect(await ask(visit.url('postgres'), 'select 1')).toBe(1)
    await visit.stop()
    expect((await serving).adopted).toBe(false)
  })

  test('a visit outlives the serving process it joined', async () => {
    const dataDir = freshDataDir()
    const other = await openElsewhere(dataDir, 'serve')
    const visit = await open(dataDir, 'visit')
    other.process.kill('SIGKILL')
    await other.ended
    await sleep(300)
    expect(await ask(visit.url('postgres'), 'select 1')).toBe(1)
  })
})
