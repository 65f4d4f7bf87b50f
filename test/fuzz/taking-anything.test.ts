import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { AnyCommand } from '../../src/kernel/command.ts'
import { newId } from '../../src/kernel/ids.ts'
import { commands, pages, queries } from '../../src/registry.ts'
import { csrfOf } from '../../src/web/session.ts'
import { everything, type Everything } from '../support/everything.ts'
import { ruta } from '../support/members.ts'
import { world } from '../support/world.ts'
import { bad, grown, held, jsonOf } from './answers.ts'
import { wholeBodies } from './bodies.ts'
import { schemaOf } from './drawing.ts'
import { malformed } from './malformed.ts'
import { bodiesFor } from './mangling.ts'
import { firstSubject, makerOf, type Subject } from './subjects.ts'

/** WAYMARK_CASES=1000 for every command, and ten times as many malformed requests; a seed is given again as WAYMARK_SEED. */
const cases = Number(process.env.WAYMARK_CASES ?? 6)
const seed = Number(process.env.WAYMARK_SEED ?? Math.floor(Math.random() * 2 ** 31))

const hub = await world()
let one: Everything
let whole: Record<string, object[]>
beforeAll(async () => {
  one = await everything(hub)
  whole = await wholeBodies(hub)
})

interface Heard {
  /** How many bodies the command's own schema called valid. */
  valid: number
  answers: Map<number, number>
  found: string[]
}

/** As many of the bodies of a command are whole. */
const wholeOnes = Math.ceil(cases / 6)

const refusedForItsShape = new Set([400, 413, 415, 422])
const usedUp = new Set([403, 404, 409])

/** Asks for the command with every body. A subject that is used up is replaced, as often as there are whole bodies. */
async function hear(command: AnyCommand): Promise<Heard> {
  const heard: Heard = { valid: 0, answers: new Map(), found: [] }
  const make = makerOf(command)
  let fresh = 0
  const first = await firstSubject(hub, one, command)
  let subject = first
  const ask = async (body: unknown) => {
    const url = `/api${command.path.replace(':id', subject.id ?? newId())}`
    const token = await hub.tokenFor(subject.by)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await hub.app.inject({ method: 'POST', url, headers, payload: jsonOf(body) })
    const { statusCode } = answer
    heard.answers.set(statusCode, (heard.answers.get(statusCode) ?? 0) + 1)
    if (bad(answer)) heard.found.push(`${command.name} ${statusCode}: ${jsonOf(body).slice(0, 300)}`)
    return statusCode
  }
  const wholes = (whole[command.name] ?? []).map((body): object => ({ ...body, ...first.body }))
  const [surest, ...others] = wholes
  if (!surest) throw new Error(`${command.name} needs a body in test/fuzz/bodies.ts`)
  const drawn = bodiesFor([surest, ...others], schemaOf(command.input), { cases, seed })
  for (const [i, body] of drawn.entries()) {
    if (command.input.safeParse(JSON.parse(jsonOf(body))).success) heard.valid++
    const status = await ask(about(subject, first, body))
    if (!make || !usedUp.has(status) || fresh++ >= wholeOnes) continue
    subject = await make(hub)
    if (i % 6 === 0) await ask(about(subject, first, body))
  }
  return heard
}

/** The body with what it names of the first subject named of this one. */
function about(subject: Subject, first: Subject, body: unknown): unknown {
  if (subject === first || typeof body !== 'object' || body === null) return body
  const named = Object.entries(subject.body ?? {}).filter(
    ([name]) => (body as Record<string, unknown>)[name] === first.body?.[name],
  )
  return { ...body, ...Object.fromEntries(named) }
}

test('every command takes or refuses whatever its own schema describes, and what is nearly that', async () => {
  const found: string[] = []
  const unheard: string[] = []
  let before = held()
  for (const [i, command] of commands.filter(({ name }) => name !== 'session.ended').entries()) {
    if (i === 10) before = held()
    const heard = await hear(command)
    found.push(...heard.found)
    const { valid, answers } = heard
    const figures = `${command.name}: ${valid} of ${cases} valid, answers ${JSON.stringify(Object.fromEntries(answers))}`
    // A fuzz that is refused everything, or that does nothing, has looked at nothing behind the schema.
    const isPast = [...answers.keys()].some((status) => !refusedForItsShape.has(status))
    if (valid < wholeOnes || !isPast || !answers.has(201)) unheard.push(figures)
  }
  expect({ seed, found, told: hub.told.slice(0, 5) }).toEqual({ seed, found: [], told: [] })
  expect({ seed, unheard }).toEqual({ seed, unheard: [] })
  const more = grown(before)
  expect(more.heap).toBeLessThan(25)
  expect(more.outside).toBeLessThan(10)
})

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
  let before = held()
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
  const more = grown(before)
  expect(more.heap).toBeLessThan(12)
  expect(more.outside).toBeLessThan(10)
})

test('ten megabytes are refused before they are read', async () => {
  const headers = { authorization: `Bearer ${await hub.tokenFor(ruta)}`, 'content-type': 'application/json' }
  const payload = JSON.stringify({ account: 'x'.repeat(10_000_000) })
  const { statusCode } = await hub.app.inject({ method: 'POST', url: '/api/referrals', headers, payload })
  expect(statusCode).toBe(413)
})
