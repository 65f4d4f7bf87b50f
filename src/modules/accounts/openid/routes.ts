import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from '../../../kernel/database/pool.ts'
import { onCallAnyway } from '../../../kernel/on-call.ts'
import { layout } from '../../../web/layout.ts'
import type { Face, Page } from '../../../web/page.ts'
import { safeReturn } from '../../../web/session.ts'
import { arrive } from '../pages/arriving.ts'
import { putAttempt, takeAttempt } from './pages/attempt.ts'
import { answerOnce, signInBySubject, whomToAsk } from './identity.ts'
import { answerPath, type Issuer } from './issuer.ts'
import { SignInRefused } from './refusal.ts'
import { isKnownThere, refusedView, signedOutView } from './views.ts'

/** The organisation's own sign-in, and the connections that may begin a session by it. */
export interface OpenId {
  issuer: Issuer
  jobs: Pool
}

const limited = { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } }
const asPage = (reply: FastifyReply) => reply.type('text/html; charset=utf-8')

/** Leaving for the issuer and coming back. Both are GET: a form that is answered from another house would need that house
 *  in our content security policy. */
export function openIdPage({ issuer, jobs }: OpenId): Page {
  return {
    path: '/sign-in/begin',
    register(app: FastifyInstance, face: Face) {
      const { deps, assets } = face
      const orRefused =
        (work: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
        async (request: FastifyRequest, reply: FastifyReply) => {
          try {
            return await work(request, reply)
          } catch (error) {
            if (!(error instanceof SignInRefused)) throw error
            return refused(error, reply)
          }
        }
      const refused = async ({ kind, message }: SignInRefused, reply: FastifyReply) => {
        deps.log(`Sign-in refused: ${message}`)
        const onCall = await onCallAnyway(deps)
        const ask = isKnownThere(kind) ? await whomToAsk(jobs) : []
        const shown = refusedView(kind, { name: issuer.name, ask, onCall })
        return asPage(reply.status(kind === 'silent' ? 503 : 403)).send(
          layout({ ...shown, assets, home: '/sign-in', onCall }),
        )
      }

      app.get(
        '/sign-in/begin',
        limited,
        orRefused(async (request, reply) => {
          const { url, challenge } = await issuer.begin()
          putAttempt(reply, deps, challenge, safeReturn((request.query as { then?: unknown }).then))
          return reply.redirect(url, 303)
        }),
      )
      app.get(
        answerPath,
        limited,
        orRefused(async (request, reply) => {
          const attempt = takeAttempt(request, reply, deps)
          const search = new URLSearchParams(request.url.slice(answerPath.length + 1))
          if (!attempt || search.get('state') !== attempt.state) throw new SignInRefused('otherBrowser')
          await answerOnce(jobs, attempt.state)
          const who = await issuer.redeem(search, attempt)
          const token = await signInBySubject(deps, jobs, who)
          return arrive(deps, request, reply, { token, then: attempt.then })
        }),
      )
      app.get('/signed-out', async (_, reply) => {
        const onCall = await onCallAnyway(deps)
        const shown = signedOutView(issuer.name, issuer.endSession())
        return asPage(reply).send(layout({ ...shown, assets, home: '/sign-in', onCall }))
      })
    },
  }
}
