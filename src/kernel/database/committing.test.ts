import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { minimal, openCase } from '../../../test/support/casework.ts'
import { manager, officer, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'
import { Unavailable } from '../errors.ts'
import { build } from './build.ts'
import { openPool } from './pool.ts'
import { databaseError, together, transaction } from './transaction.ts'

const hub = await world()
const one = sql<{ one: number }>`select 1 as one`.compile(build)
const nonsense = sql`select nonsense`.compile(build)

describe('a transaction', () => {
  test('answers what its work answered, once COMMIT answered COMMIT', async () => {
    expect(await transaction(hub.pool, 'read committed', (tx) => tx.first(one))).toEqual({ one: 1 })
  })

  test('whose COMMIT answers ROLLBACK is Unavailable: the write is not there', async () => {
    const work = transaction(hub.pool, 'read committed', async (tx) => {
      await tx.run(nonsense).catch(() => 'swallowed')
      return 'done'
    })
    await expect(work).rejects.toThrow(Unavailable)
  })

  test('says which of what was asked together failed first, and not what failed because of it', async () => {
    const work = transaction(hub.pool, 'read committed', (tx) =>
      together({
        after: tx.first(one).then(() => tx.first(one)),
        wrong: tx.first(nonsense),
      }),
    )
    await expect(work).rejects.toMatchObject({ code: '42703' })
    expect(await transaction(hub.pool, 'read committed', (tx) => tx.first(one))).toEqual({ one: 1 })
  })

  test('that failed leaves its connection usable and nothing behind', async () => {
    const pool = openPool({ url: hub.urlOf('waymark_staff'), size: 1 })
    try {
      await expect(transaction(pool, 'read committed', (tx) => tx.run(nonsense))).rejects.toMatchObject({
        code: '42703',
      })
      await expect(
        transaction(pool, 'read committed', () => Promise.reject(new Error('no'))),
      ).rejects.toThrow('no')
      expect(await transaction(pool, 'read committed', (tx) => tx.first(one))).toEqual({ one: 1 })
      const setting = sql<{
        token: string
      }>`select current_setting('waymark.session', true) as token`.compile(build)
      await transaction(pool, 'read committed', (tx) => tx.run(sql`select sec.open('x')`.compile(build)))
      const after = await transaction(pool, 'read committed', (tx) => tx.first(setting))
      expect(after?.token ?? '').toBe('')
    } finally {
      await pool.end()
    }
  })

  test('has the isolation it was asked for', async () => {
    const shown = sql<{ level: string }>`select current_setting('transaction_isolation') as level`.compile(
      build,
    )
    for (const level of ['read committed', 'repeatable read', 'serializable'] as const) {
      expect(await transaction(hub.pool, level, (tx) => tx.first(shown))).toEqual({ level })
    }
  })

  test('whose connection is cut is Unavailable, and the next one works', async () => {
    const told: string[] = []
    const pool = openPool({
      url: hub.urlOf('waymark_staff'),
      size: 1,
      log: (sentence) => told.push(sentence),
    })
    try {
      const cut = transaction(pool, 'read committed', async (tx) => {
        const here = await tx.first(sql<{ pid: number }>`select pg_backend_pid() as pid`.compile(build))
        await hub.migrator((client) => client.query('select pg_terminate_backend($1)', [here?.pid]))
        // Between two queries, where the connection tells nobody who waits for an answer: unheard it ends Node.
        await sleep(200)
        return tx.first(one)
      })
      await expect(cut).rejects.toThrow(Unavailable)
      expect(await transaction(pool, 'read committed', (tx) => tx.first(one))).toEqual({ one: 1 })
    } finally {
      await pool.end()
    }
  })

  test('in a database whose disk is full is Unavailable, and its connection is kept', async () => {
    const pool = openPool({ url: hub.urlOf('waymark_staff'), size: 1 })
    const full = sql`do $$ begin raise exception 'no space' using errcode = 'disk_full'; end $$`.compile(
      build,
    )
    const here = sql<{ pid: number }>`select pg_backend_pid() as pid`.compile(build)
    try {
      const before = await transaction(pool, 'read committed', (tx) => tx.first(here))
      await expect(transaction(pool, 'read committed', (tx) => tx.run(full))).rejects.toThrow(Unavailable)
      expect(await transaction(pool, 'read committed', (tx) => tx.first(here))).toEqual(before)
    } finally {
      await pool.end()
    }
  })

  test('in a database that cannot be reached is Unavailable', async () => {
    const pool = openPool({ url: 'postgresql://nobody:nothing@/none?host=/nowhere&port=1' })
    await expect(transaction(pool, 'read committed', (tx) => tx.run(one))).rejects.toThrow(Unavailable)
    await pool.end()
  })
})

describe('asked together', () => {
  test('queries are answered by name, and leave in one write with the beginning of their transaction', async () => {
    const pool = openPool({ url: hub.urlOf('waymark_staff'), size: 1 })
    let writes = 0
    pool.on('connect', (client) => {
      const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
      const writev = stream._writev?.bind(stream)
      stream._writev = (chunks, done) => {
        writes += 1
        writev?.(chunks, done)
      }
    })
    try {
      await transaction(pool, 'read committed', (tx) => tx.first(one))
      writes = 0
      const both = await transaction(pool, 'read committed', (tx) =>
        together({ first: tx.first(one), second: tx.all(one), third: 3 }),
      )
      expect(both).toEqual({ first: { one: 1 }, second: [{ one: 1 }], third: 3 })
      expect(writes).toBe(1)
    } finally {
      await pool.end()
    }
  })

  test('a failure is told when all have ended: nobody asks on a connection that was given back', async () => {
    let ended = false
    const slow = sleep(100).then(() => (ended = true))
    await expect(
      transaction(hub.pool, 'read committed', (tx) => together({ wrong: tx.run(nonsense), slow })),
    ).rejects.toMatchObject({ code: '42703' })
    expect(ended).toBe(true)
  })
})

describe('a query outside a transaction', () => {
  test('is a mistake and says so', async () => {
    await expect(build.selectFrom('kernel.setting').selectAll().execute()).rejects.toThrow(
      'Hand the query to a transaction',
    )
  })
})

describe('what the database says', () => {
  test('is its code and constraint, and only that of the database', () => {
    expect(databaseError({ code: '23505', constraint: 'command_once', detail: 'x' })).toEqual({
      code: '23505',
      constraint: 'command_once',
    })
    for (const other of [undefined, null, 'x', new Error('x'), { code: 'ECONNRESET' }, { code: 5 }]) {
      expect(databaseError(other)).toBeUndefined()
    }
  })
})

describe('a lost connection, at the doors', () => {
  test('is 503 with the same words for everybody, and the next request works', async () => {
    const { case: opened } = await openCase(hub)
    const connect = hub.pool.connect.bind(hub.pool)
    Object.assign(hub.pool, { connect: () => Promise.reject(new Error('connection refused')) })
    try {
      for (const answer of [
        await hub.as(ruta).get(`/api/cases/${opened.id}`),
        await hub.as(officer).post('/api/referrals', minimal),
        await hub.as(manager).get('/healthz'),
      ]) {
        expect(answer.status).toBe(503)
        expect(answer.text).not.toContain('refused')
      }
    } finally {
      Object.assign(hub.pool, { connect })
    }
    expect((await hub.as(ruta).get(`/api/cases/${opened.id}`)).status).toBe(200)
    expect((await hub.as(ruta).get('/healthz')).body).toEqual({ status: 'ok' })
  })
})
