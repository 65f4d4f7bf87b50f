import type { FastifyReply, FastifyRequest } from 'fastify'
import { carryOut } from '../../../kernel/carry-out.ts'
import type { Deps } from '../../../kernel/deps.ts'
import { SignedOut } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { claimParked } from '../../../web/parked.ts'
import { putSession, safeReturn, sessionOf } from '../../../web/session.ts'
import { signOut } from '../commands.ts'

/** What follows however somebody signed in. In: the token of their new session, and where they wanted to be. */
export async function arrive(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, then }: { token: string; then: unknown },
): Promise<FastifyReply> {
  await endFormer(deps, sessionOf(request))
  putSession(reply, token)
  return reply.redirect((await claimParked(deps, request, reply, token)) ?? safeReturn(then), 303)
}

/** The browser forgets the token of whoever was signed in before; it shall not live on without one. */
async function endFormer(deps: Deps, token: string | undefined): Promise<void> {
  if (token === undefined) return
  try {
    await carryOut(deps, signOut, { token, door: 'page', params: {}, body: {}, key: newId() })
  } catch (error) {
    if (!(error instanceof SignedOut)) throw error
  }
}
