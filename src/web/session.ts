import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { build } from '../kernel/database/build.ts'
import { transaction } from '../kernel/database/transaction.ts'
import type { Deps } from '../kernel/deps.ts'
import { Forbidden, SignedOut } from '../kernel/errors.ts'

const cookie = '__Host-waymark'
const wellFormed = /^[A-Za-z0-9_-]{43}$/

/** The session token of this browser. Errors: SignedOut when there is none. */
export function tokenOf(request: FastifyRequest): string {
  const token = request.cookies[cookie]
  if (!token || !wellFormed.test(token)) throw new SignedOut()
  return token
}

/** The same where having none is no reason to stop. */
export function sessionOf(request: FastifyRequest): string | undefined {
  const token = request.cookies?.[cookie]
  return token && wellFormed.test(token) ? token : undefined
}

/** The token of `Authorization: Bearer …`. Errors: SignedOut when there is none. */
export function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token) throw new SignedOut()
  return token
}

// Lax and not Strict: a link in a colleague's e-mail must open without signing in again; writes need the CSRF token.
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const

export function putSession(reply: FastifyReply, token: string): void {
  reply.setCookie(cookie, token, attributes)
}

export function dropSession(reply: FastifyReply): void {
  reply.clearCookie(cookie, attributes)
}

const named = (name: string) => `${cookie}-${name}`

/** Gives the browser something to bring back, for so many seconds. */
export function putCookie(reply: FastifyReply, name: string, value: string, maxAge: number): void {
  reply.setCookie(named(name), value, { ...attributes, maxAge })
}

export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  return request.cookies?.[named(name)]
}

export function dropCookie(reply: FastifyReply, name: string): void {
  reply.clearCookie(named(name), attributes)
}

/** What the browser brought back; it has it no more. */
export function takeCookie(request: FastifyRequest, reply: FastifyReply, name: string): string | undefined {
  const value = cookieOf(request, name)
  if (value !== undefined) dropCookie(reply, name)
  return value
}

/** A page of ours to go to after signing in; '/' for anything else, so that no link to us leads somewhere else. A browser
 *  reads '//x', '/\\x' and '/<tab>/x' as addresses of another host. */
export function safeReturn(then: unknown): string {
  const usable =
    typeof then === 'string' &&
    then.length <= 500 &&
    /^\/[\x21-\x5b\x5d-\x7e]*$/.test(then) &&
    !/^\/(sign-in|sign-out|signed-out|api|assets|healthz)(?![\w-])/.test(then) &&
    new URL(then, 'https://here.invalid').host === 'here.invalid'
  return usable ? then : '/'
}

/** The form's own token, bound to the session: knowing a page of one session is no use in another. */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('form').digest('base64url')
}

/** What a form posted. Errors: 415, when it was not a form. */
export function postedPairs(request: FastifyRequest): [string, string][] {
  if (!Array.isArray(request.body)) throw Object.assign(new Error('not a form'), { statusCode: 415 })
  return request.body as [string, string][]
}

/** A form of ours that was opened in another session of this browser: signed in again since, or as somebody else. */
export class OtherSession extends Forbidden {
  readonly sentence =
    'You signed in again after this page was opened. Check what you typed, then send it again.'
}

/** Nothing says that a page of ours sent this: what it says is not shown back. */
export class OtherSite extends Forbidden {
  readonly sentence = 'This did not come from a page of Waymark. Go back, reload the page and send it again.'
}

/** A POST from one of our own pages. Never judged by Origin: our no-referrer policy makes browsers send "null".
 *  Errors: OtherSite; OtherSession when the browser says that a page of ours did send it. */
export function checkCsrf(request: FastifyRequest, token: string, given: string): void {
  checkSite(request)
  const expected = Buffer.from(csrfOf(token))
  const got = Buffer.from(given)
  if (got.length === expected.length && timingSafeEqual(got, expected)) return
  throw request.headers['sec-fetch-site'] === 'same-origin' ? new OtherSession() : new OtherSite()
}

/** Errors: OtherSite when a page of another site sent this. */
export function checkSite(request: FastifyRequest): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new OtherSite()
}

const minute = 60_000
const remembered = 10_000

/** Writes that a session was seen, at most once a minute and after the answer has gone, so that no page waits for it.
 *  Out: what to call with the token when an answer was sent. */
export function lastSeen(deps: Deps): (token: string) => Promise<void> {
  const written = new Map<string, number>()
  return async (token) => {
    const now = deps.clock().getTime()
    if (now - (written.get(token) ?? 0) < minute) return
    written.delete(token)
    written.set(token, now)
    if (written.size > remembered) written.delete(written.keys().next().value as string)
    await transaction(deps.pool, 'read committed', (tx) =>
      tx.run(sql`select sec.seen(${token})`.compile(build)),
    )
  }
}
