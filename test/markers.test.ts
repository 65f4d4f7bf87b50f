import { createDecipheriv } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { made, openCase, refer } from './support/casework.ts'
import { manager, ruta } from './support/members.ts'
import { tablesOf } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()

// Each begins alike, so that one search of the bytes finds any of them.
const sign = 'Zzq9Marker'
let given = 0
const planted: string[] = []
/** A word that nothing else contains. */
function marker(): string {
  const word = `${sign}${String(++given).padStart(2, '0')}x`
  planted.push(word)
  return word
}

/** Stands in a column that is not sealed, so that we know the search finds what is there. */
const control = `${sign}ControlInTheClear`

beforeAll(async () => {
  const source = { door: 'partner', organisation: marker(), name: marker(), contact: marker() }
  const person = {
    calledName: marker(),
    interpreterGender: marker(),
    languages: [{ code: 'lit', level: 'first', dialect: marker() }],
    names: [{ given: marker(), family: marker(), kind: 'stated' }],
    safeContact: [
      { channel: 'phone', value: marker(), rules: marker(), safe: 'yes' },
      { channel: 'email', value: `${marker()}@example.org`, safe: 'no' },
    ],
  }
  const told = {
    source,
    account: `He said: ${marker()}.`,
    foundAt: { town: marker(), postcode: marker(), description: marker() },
  }
  const { case: opened } = await openCase(hub, person, told)
  const path = `/api/cases/${opened.id}`
  const need = await made(hub, ruta, `${path}/needs`, { kind: 'money', goal: marker() }, 'need')
  const action = await made(
    hub,
    ruta,
    `${path}/actions`,
    { kind: 'advised', need, goal: marker(), provider: marker() },
    'action',
  )
  await made(hub, ruta, `/api/actions/${action}/outcome`, { outcome: 'done', reason: marker() }, 'action')
  const contact = { channel: 'phone', reached: true, withWhom: marker(), summary: marker(), next: marker() }
  await made(hub, ruta, `${path}/contacts`, contact, 'contact')
  await made(
    hub,
    ruta,
    `${path}/agreements`,
    { purpose: 'share', given: 'yes', recipient: marker(), how: marker() },
    'agreement',
  )
  await made(hub, ruta, `${path}/followups`, { summary: marker() }, 'followup')
  const refused = await refer(hub)
  const refusal = { reason: 'otherArea', explanation: marker() }
  await made(hub, manager, `/api/referrals/${refused.id}/refusal`, refusal, 'referral')
  // What goes wrong must not tell either: a body that is refused, and one that is no JSON.
  await hub.as(ruta).post(`${path}/needs`, { kind: marker(), goal: marker() })
  await hub.app.inject({
    method: 'POST',
    url: '/api/referrals',
    headers: { authorization: `Bearer ${await hub.tokenFor(ruta)}`, 'content-type': 'application/json' },
    payload: `{"account":"${sign}Broken`,
  })
  await hub.as(ruta).get(`/api/cases/${opened.id}`)
  await hub.as(ruta).page(`/cases/${opened.id}`)
  await hub.owner(`update accounts.agency set name = $1 where id = 2`, [control])
})

/** What was refused was never to be kept: the last two. */
const kept = () => planted.slice(0, -2)

test('more than twenty words were planted', () => expect(kept().length).toBeGreaterThan(20))

describe('without the key file', () => {
  test('no table holds any of them: every column of every row copied out, bytes as they are and as text', async () => {
    const tables = (await tablesOf(hub)).filter(({ kind }) => kind === 'table')
    expect(tables.length).toBeGreaterThan(25)
    const found: string[] = []
    for (const { name } of tables) {
      const rows = await hub.owner(`select whole, whole::text as text from ${name} whole`)
      const bytes = await hub.owner(`select * from ${name}`)
      const raw = bytes.flatMap((row) => Object.values(row)).filter(Buffer.isBuffer)
      const text = [
        ...rows.map((row) => String(row.text)),
        ...raw.map((value) => value.toString('latin1')),
      ].join('\n')
      if (text.includes(sign)) found.push(name)
    }
    expect(found).toEqual(['accounts.agency'])
  })

  test('no file of the database server holds any of them, its log included', async () => {
    await hub.migrator((client) => client.query('checkpoint'))
    const files = filesOf(hub.dataDir)
    expect(files.length).toBeGreaterThan(500)
    const withControl: string[] = []
    for (const file of files) {
      const bytes = read(file)
      for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + 1)) {
        const word = bytes.subarray(at, at + control.length).toString('latin1')
        expect(word, file).toBe(control)
        withControl.push(file)
      }
    }
    expect(withControl.some((file) => file.includes('/base/'))).toBe(true)
    expect(files.some((file) => file.includes('/pg_wal/'))).toBe(true)
    expect(files.some((file) => file.endsWith('.log'))).toBe(true)
  })

  test('nothing was told to the operator', () => expect(hub.told.join('\n')).not.toContain(sign))
})

describe('with the key file', () => {
  /** Opens what the format says: 12 bytes of nonce, what is sealed, 16 of tag; AES-256-GCM. */
  function opened(key: Buffer, additional: string, sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    decipher.setAAD(Buffer.from(additional, 'utf8'))
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()])
  }

  test('every one is found again, by a reader written from the format alone', async () => {
    const wrapping = readFileSync(join(hub.dataDir, 'secrets', 'key')).subarray(0, 32)
    const keys = new Map<string, Buffer>()
    for (const row of await hub.owner<{ id: string; kind: string; wrapped: Buffer }>(
      'select * from kernel.seal_key',
    )) {
      keys.set(`${row.kind} ${row.id}`, opened(wrapping, `${row.kind} ${row.id}`, row.wrapped))
    }
    let text = ''
    for (const { name, columns, kind } of await tablesOf(hub)) {
      if (kind === 'view') continue
      for (const column of columns.filter((each) => each.startsWith('sealed'))) {
        const own = columns.includes('id') ? 'id' : 'person_id'
        const person = columns.includes('person_id') ? 'person_id' : 'id'
        const rows = await hub.owner<{ id: string; person: string; sealed: Buffer | null }>(
          `select ${own} as id, ${person} as person, ${column} as sealed from ${name}`,
        )
        for (const { id, person: of, sealed } of rows) {
          if (sealed === null) continue
          const key = (keys.get(`person ${of}`) ?? keys.get(`other ${id}`)) as Buffer
          text += opened(key, `${name.replaceAll('"', '')}.${column} ${id}`, sealed).toString('utf8')
        }
      }
    }
    expect(kept().filter((word) => !text.includes(word))).toEqual([])
  })
})

/** Every file of the data folder, and of the cluster where it lives elsewhere. */
function filesOf(dataDir: string): string[] {
  const pointer = join(dataDir, 'cluster')
  const homes = existsSync(pointer) ? [dataDir, readFileSync(pointer, 'utf8').trim()] : [dataDir]
  return homes.flatMap(filesBelow)
}

/** One folder at a time: a recursive listing throws for a folder that was dropped while it ran. */
function filesBelow(folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

function read(file: string): Buffer {
  return unlessGone(() => readFileSync(file)) ?? Buffer.alloc(0)
}

/** The databases of other test files come and go meanwhile. */
function unlessGone<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  }
}
