import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { canEnter, chooseAccount, identity, runAs } from './account.ts'
import { ask, freshDataDir, gone, open, openElsewhere, serverPid } from './fixtures.ts'
import { clusterHome, openCluster } from './index.ts'
import { look } from './looking.ts'
import { openDataFolder } from './place.ts'

const isRoot = process.getuid?.() === 0

describe('deaths', () => {
  test('kill -9 of Node leaves no server, and the next start finds the data', async () => {
    const dataDir = freshDataDir()
    const other = await openElsewhere(dataDir, 'serve')
    await ask(other.said, 'create table kept as select 7 as seven')
    const pid = serverPid(dataDir)
    other.process.kill('SIGKILL')
    await other.ended
    // At once, while the old server may still be on its way down.
    const cluster = await open(dataDir, 'visit')
    expect(cluster.adopted).toBe(false)
    expect(await gone(pid)).toBe(true)
    expect(await ask(cluster.url('postgres'), 'select seven from kept')).toBe(7)
  })

  test('a server without a living user is ending and is not joined, although it still answers', async () => {
    const dataDir = freshDataDir()
    const cluster = await open(dataDir)
    const data = openDataFolder(dataDir)
    // A new lock file holds no lock: as if the user had been killed, and the keeper had not noticed yet.
    rmSync(data.users)
    expect(await look(data, { dataDir, purpose: 'visit' })).toHaveProperty('patience')
    expect(await look(data, { dataDir, purpose: 'serve' })).toHaveProperty('patience')
    expect(await ask(cluster.url('postgres'), 'select 1')).toBe(1)
  })

  test('kill -9 of the server itself: who serves starts it again, and it has the data', async () => {
    const dataDir = freshDataDir()
    const told: string[] = []
    const cluster = await open(dataDir, 'serve', { log: (line) => void told.push(line) })
    await ask(cluster.url('postgres'), 'create table kept as select 7 as seven')
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      const pid = serverPid(dataDir)
      process.kill(pid, signal)
      await gone(pid)
      const seven = () => ask(cluster.url('postgres'), 'select seven from kept').catch(() => undefined)
      await expect.poll(seven, { timeout: 20_000 }).toBe(7)
      expect(serverPid(dataDir)).not.toBe(pid)
    }
    expect(told.filter((line) => line.includes('by itself'))).toHaveLength(2)
    // The one that was started again is ours to stop, and stays stopped.
    const last = serverPid(dataDir)
    await cluster.stop()
    expect(await gone(last)).toBe(true)
    expect(existsSync(join(clusterHome(dataDir), 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('kill -9 of the server of a visit: nobody starts it behind its back, and the next start recovers', async () => {
    const dataDir = freshDataDir()
    const first = await open(dataDir, 'visit')
    await ask(first.url('postgres'), 'create table kept as select 7 as seven')
    process.kill(serverPid(dataDir), 'SIGKILL')
    await gone(serverPid(dataDir))
    await expect(openCluster({ dataDir, purpose: 'visit' })).rejects.toThrow('not to be seen')
    await first.stop()
    const second = await open(dataDir)
    expect(await ask(second.url('postgres'), 'select seven from kept')).toBe(7)
  })

  // The second shell becomes `sleep`, which never asks after the child that ended: that stays a zombie.
  test.each([
    ['another program', 'echo $$; exec sleep 60'],
    ['a zombie', '(exit 0) & echo $!; exec sleep 60'],
  ])('a stale lock file whose number is now %s', async (_, script) => {
    const dataDir = freshDataDir()
    const first = await open(dataDir, 'visit')
    await ask(first.url('postgres'), 'create table kept as select 7 as seven')
    const lockFile = join(clusterHome(dataDir), 'postgres', 'postmaster.pid')
    const pid = serverPid(dataDir)
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    await first.stop()
    // PostgreSQL believes a number only when it belongs to its own user.
    const foreign = spawn('/bin/sh', ['-c', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...identity(await chooseAccount(dirname(lockFile))),
    })
    onTestFinished(() => void foreign.kill('SIGKILL'))
    const number = await new Promise((resolve) =>
      foreign.stdout.once('data', (text) => resolve(String(text).trim())),
    )
    writeFileSync(lockFile, readFileSync(lockFile, 'utf8').replace(/^\d+/, String(number)))
    const second = await open(dataDir)
    expect(await ask(second.url('postgres'), 'select seven from kept')).toBe(7)
    expect(foreign.exitCode).toBe(null)
  })

  test('an empty lock file', async () => {
    const dataDir = freshDataDir()
    const first = await open(dataDir, 'visit')
    const pid = serverPid(dataDir)
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    await first.stop()
    truncateSync(join(clusterHome(dataDir), 'postgres', 'postmaster.pid'))
    expect(await ask((await open(dataDir)).url('postgres'), 'select 1')).toBe(1)
  })
})

describe('folders', () => {
  test('a half-made database is not taken for one, and is cleared away', async () => {
    const dataDir = freshDataDir()
    const leftover = join(dataDir, '.postgres-unfinished-abc')
    mkdirSync(join(leftover, 'postgres', 'global'), { recursive: true, mode: 0o755 })
    writeFileSync(join(leftover, 'postgres', 'PG_VERSION'), '18\n')
    expect(await ask((await open(dataDir)).url('postgres'), 'select 1')).toBe(1)
    expect(existsSync(leftover)).toBe(false)
  })

  test('a folder that is no database is refused and left alone', async () => {
    const dataDir = freshDataDir()
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    await expect(openCluster({ dataDir, purpose: 'serve' })).rejects.toThrow(
      'not a whole PostgreSQL database',
    )
    expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true)
  })

  test('a parent that the database user cannot enter: the database lives elsewhere', async ({ skip }) => {
    skip(!isRoot, 'only root runs the database as another user')
    const dataDir = freshDataDir(0o700)
    const first = await open(dataDir)
    const home = readFileSync(join(dataDir, 'cluster'), 'utf8').trim()
    expect(statSync(home).mode & 0o777).toBe(0o700)
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
    await ask(first.url('postgres'), 'create table kept as select 7 as seven')
    await first.stop()
    const second = await open(dataDir)
    expect(await ask(second.url('postgres'), 'select seven from kept')).toBe(7)
    await second.stop()
    rmSync(home, { recursive: true })
    await expect(openCluster({ dataDir, purpose: 'serve' })).rejects.toThrow(
      `says that the database is in ${home}`,
    )
  })

  test('a normal user', async ({ skip }) => {
    skip(!isRoot, 'the other tests ran as a normal user')
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) =>
        Number((await runAs({ name: 'root', uid: 0, gid: 0, other: false }, 'id', [flag, 'nobody'])).stdout),
      ),
    )
    const nobody = { name: 'nobody', uid: uid ?? 65534, gid: gid ?? 65534, other: true }
    skip(!(await canEnter(nobody, import.meta.dirname)), 'nobody cannot enter this checkout')
    const dataDir = freshDataDir()
    chownSync(dirname(dataDir), nobody.uid, nobody.gid)
    const other = await openElsewhere(dataDir, 'serve', { uid: nobody.uid, gid: nobody.gid })
    expect(await ask(other.said, 'select 1')).toBe(1)
    expect(statSync(dataDir).uid).toBe(nobody.uid)
    other.process.stdin?.end()
    expect(await other.ended).toBe(0)
    // Root then keeps to the user the database belongs to.
    const asRoot = await open(dataDir)
    await asRoot.stop()
    expect((await openElsewhere(dataDir, 'serve', { uid: nobody.uid, gid: nobody.gid })).said).toContain(
      'postgresql://',
    )
  })
})
