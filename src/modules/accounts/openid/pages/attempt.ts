import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../../kernel/deps.ts'
import { putCookie, takeCookie } from '../../../../web/session.ts'
import type { Challenge } from '../issuer.ts'

/** A sign-in between leaving for the issuer and coming back, kept by the browser that began it and by nobody else. */
interface Attempt extends Challenge {
  /** Where they wanted to be. */
  then: string
  begunAt: number
}

const name = 'attempt'
const minutes = 10

/** Gives the attempt to the browser, sealed: what comes back is what we gave. */
export function putAttempt(reply: FastifyReply, deps: Deps, challenge: Challenge, then: string): void {
  const attempt: Attempt = { ...challenge, then, begunAt: deps.clock().getTime() }
  putCookie(reply, name, deps.keys.file.browser.seal(name, '', attempt).toString('base64url'), minutes * 60)
}

/** Takes the attempt back, once. Out: undefined when this browser began none, or longer ago than ten minutes. */
export function takeAttempt(request: FastifyRequest, reply: FastifyReply, deps: Deps): Attempt | undefined {
  const given = takeCookie(request, reply, name)
  if (given === undefined) return undefined
  try {
    const attempt = deps.keys.file.browser.open<Attempt>(name, '', Buffer.from(given, 'base64url'))
    const age = deps.clock().getTime() - attempt.begunAt
    return age >= 0 && age <= minutes * 60_000 ? attempt : undefined
  } catch {
    // Not ours, or altered.
    return undefined
  }
}
