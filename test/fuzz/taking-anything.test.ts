import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kernel/ids.ts'
import { commands, pages, queries } from '../../src/registry.ts'
import { csrfOf } from '../../src/web/session.ts'
import { everything, type Everything } from '../support/everything.ts'
import { manager, ruta } from '../support/members.ts'
import { world } from '../support/world.ts'
import { bodiesOf, mangled, nasty, schemaOf } from './mangling.ts'

/** WAYMARK_CASES=1000 for every command, and ten times as many malformed requests; a seed is given again as WAYMARK_SEED. */
const cases = Number(process.env.WAYMARK_CASES ?? 6)
const seed = Number(process.env.WAYMARK_SEED ?? Math.floor(Math.random() * 2 ** 31))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What the heap holds when nothing is left to throw away, in MiB. */
function held(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const hub = await world()
let one: Everything
beforeAll(async () => {
  one = await everything(hub)
})

/** What no answer may be or carry. */
function bad({ statusCode, body }: { statusCode: number; body: string }): boolean {
  return statusCode >= 500 || /\n\s+at .*[:(]\d+|node_modules|PostgresError|syntax error at/.test(body)
}

const jsonOf = (value: unknown): string => {
  try {
    return (
      JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null'
    )
  } catch {
    return 'null'
  }
}

test('every command takes or refuses whatever its own schema describes, and what is nearly that', async () => {
  const token = await hub.tokenFor(manager)
  const found: string[] = []
  const answers: Record<number, number> = {}
  let before = 0
  for (const [i, command] of commands.filter(({ name }) => name !== 'session.ended').entries()) {
    if (i === 10) before = held()
    const drawn = fc.sample(mangled(bodiesOf(schemaOf(command.input))), { numRuns: cases, seed })
    for (const body of drawn) {
      const url = `/api${command.path.replace(':id', one.idFor(command.path) ?? newId())}`
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await hub.app.inject({ method: 'POST', url, headers, payload: jsonOf(body) })
      answers[answer.statusCode] = (answers[answer.statusCode] ?? 0) + 1
      if (bad(answer)) found.push(`${command.name} ${answer.statusCode}: ${jsonOf(body).slice(0, 300)}`)
    }
  }
  expect({ seed, found, told: hub.told.slice(0, 5) }).toEqual({ seed, found: [], told: [] })
  expect(held() - before).toBeLessThan(25)
  // A fuzz in which everything is refused has looked at nothing behind the schema.
  expect(answers[422]).toBeGreaterThan(0)
  expect((answers[201] ?? 0) + (answers[409] ?? 0)).toBeGreaterThan(0)
})

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const parts = (boundary: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n--${boundary.slice(1)}--`

/** Requests that no program of ours sends. In: where to, and the token of the forms of a page. */
function malformed(csrf: string): fc.Arbitrary<{ type: string; payload: string | Buffer }> {
  const text = fc.oneof(
    fc.constantFrom(...nasty.map((value) => (typeof value === 'string' ? value : jsonOf(value)))),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  const json = fc.constantFrom(
    '',
    '{',
    '{"a":',
    'nul',
    '[',
    '"\\ud800"',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    deep(10),
    deep(9000),
    `{"a":${deep(2000)}}`,
    '{"a":1,"a":2}',
    '\ufeff{}',
    '"\u0000"',
    '1e9999',
  )
  const form = fc
    .array(fc.tuple(text, text), { maxLength: 20 })
    .map((fields) =>
      [['_csrf', csrf], ...fields]
        .map(([name, value]) => `${encodeAny(name as string)}=${encodeAny(value as string)}`)
        .join('&'),
    )
  const stale = fc.constantFrom(
    '_csrf=',
    `_csrf=${csrf}&_csrf=${csrf}`,
    `_csrf=${csrf}&_key=`,
    `_csrf=${csrf}&version=0&version=999`,
    `_csrf=${csrf}&people.0.names.99999999.family=x`,
    `_csrf=${csrf}&__proto__.a=x&constructor.prototype.b=y`,
    `_csrf=${csrf}&a=%`,
    `_csrf=${csrf}&a=%ff%fe%00`,
    `_csrf=${csrf}&${'a.'.repeat(5000)}b=x`,
  )
  return fc.oneof(
    fc.record({
      type: fc.constantFrom(
        'application/json',
        'application/json; charset=utf-16',
        'application/json; charset=x',
        'text/plain',
        '',
      ),
      payload: json,
    }),
    fc.record({
      type: fc.constantFrom(
        'application/x-www-form-urlencoded',
        'application/x-www-form-urlencoded; charset=latin1',
      ),
      payload: fc.oneof(form, stale),
    }),
    fc.record({
      type: fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data; boundary=xy',
        'multipart/form-data; boundary=',
      ),
      payload: fc.constantFrom(parts('xy'), '--xy', ''),
    }),
    fc.record({
      type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded'),
      payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    }),
  )
}

const encodeAny = (value: string): string => {
  try {
    return encodeURIComponent(value)
  } catch {
    return '%ed%a0%80'
  }
}

test('no request is answered with an error of ours, whatever it carries', async () => {
  const token = await hub.tokenFor(ruta)
  const browser = await hub.tokenFor(ruta, 'web')
  const paths = [
    ...commands.map(({ path }) => `/api${path}`),
    ...pages.map(({ path }) => path),
    ...queries.map(({ path }) => `/api${path}`),
  ].filter((path) => !path.includes('sign-out'))
  const asked = fc.sample(
    fc.record({
      path: fc.constantFrom(...paths),
      search: fc.constantFrom(
        '',
        '?after=%00',
        '?limit=1e9',
        '?limit=1&limit=2',
        '?after=x&after=y',
        '?%',
        '?__proto__[a]=1',
        '?state=%ed%a0%80',
        `?a=${'x'.repeat(5000)}`,
      ),
      id: fc.constantFrom('', newId(), '%00', '%', 'x'.repeat(201), '__proto__', '%ed%a0%80', '..%2f..'),
      method: fc.constantFrom('POST' as const, 'POST' as const, 'GET' as const, 'PUT' as const),
      sent: malformed(csrfOf(browser)),
    }),
    { numRuns: Math.max(300, cases * 10), seed },
  )
  const found: string[] = []
  let before = 0
  for (const [i, { path, search, id, method, sent }] of asked.entries()) {
    // After the first hundred every page has been made once and whatever is kept for good is there.
    if (i === 100) before = held()
    const named = id === '' ? (one.idFor(path.replace(/^\/api/, '')) ?? newId()) : id
    const url = path.replace(':id', named).replace(':n', '0') + search
    const headers = {
      ...(path.startsWith('/api')
        ? { authorization: `Bearer ${token}` }
        : { cookie: `__Host-waymark=${browser}` }),
      ...(sent.type && { 'content-type': sent.type }),
    }
    const answer = await hub.app.inject({
      method,
      url,
      headers,
      ...(method !== 'GET' && { payload: sent.payload }),
    })
    if (bad(answer))
      found.push(
        `${method} ${url.slice(0, 120)} ${sent.type} ${answer.statusCode}: ${sent.payload.toString().slice(0, 200)}`,
      )
  }
  expect({ seed, found: found.slice(0, 20), told: hub.told.slice(0, 5) }).toEqual({
    seed,
    found: [],
    told: [],
  })
  expect(held() - before).toBeLessThan(12)
})

test('ten megabytes are refused before they are read', async () => {
  const headers = { authorization: `Bearer ${await hub.tokenFor(ruta)}`, 'content-type': 'application/json' }
  const payload = JSON.stringify({ account: 'x'.repeat(10_000_000) })
  const { statusCode } = await hub.app.inject({ method: 'POST', url: '/api/referrals', headers, payload })
  expect(statusCode).toBe(413)
})
