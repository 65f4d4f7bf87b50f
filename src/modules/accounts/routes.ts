import type { FastifyInstance } from 'fastify'
import { carryOut } from '../../kernel/carry-out.ts'
import { newId } from '../../kernel/ids.ts'
import { read } from '../../kernel/query.ts'
import { typed } from '../../web/decode.ts'
import { layout } from '../../web/layout.ts'
import { page, type Face, type Page } from '../../web/page.ts'
import { hasParked } from '../../web/parked.ts'
import { checkCsrf, checkSite, dropSession, postedPairs, safeReturn, tokenOf } from '../../web/session.ts'
import { alerts } from './alerts.ts'
import { arrive } from './pages/arriving.ts'
import { signOut } from './commands.ts'
import { addTurn, endTurn } from './on-call/commands.ts'
import { onCallPages } from './on-call/routes.ts'
import { jobs } from './jobs/queries.ts'
import { jobsView } from './jobs/views.ts'
import { openIdPage, type OpenId } from './openid/routes.ts'
import { members } from './queries.ts'
import { demoMembers, signInAs } from './sign-in.ts'
import { alertsView, membersView, signInView } from './views.ts'

export type { OpenId }

/** Before a session there is nobody to open a transaction for: these are not made by `page`. */
export const signInPages = (openId?: OpenId): Page[] => [
  signInPage(openId),
  ...(openId ? [openIdPage(openId)] : []),
]

const signInPage = (openId?: OpenId): Page => ({
  path: '/sign-in',
  register(app: FastifyInstance, { deps, assets, navigation }: Face) {
    app.get('/sign-in', async (request, reply) => {
      void reply.type('text/html; charset=utf-8')
      const shown = signInView({
        members: await demoMembers(deps),
        issuer: openId?.issuer.name,
        then: safeReturn((request.query as { then?: unknown }).then),
        parked: hasParked(request),
      })
      return layout({ ...shown, assets })
    })
    app.post(
      '/sign-in',
      { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
      async (request, reply) => {
        checkSite(request)
        const posted = typed(postedPairs(request))
        const token = await signInAs(deps, posted.get('member'))
        return arrive(deps, request, reply, { token, then: posted.get('then') })
      },
    )
    app.post('/sign-out', async (request, reply) => {
      const token = tokenOf(request)
      checkCsrf(request, token, typed(postedPairs(request)).get('_csrf'))
      await carryOut(deps, signOut, { token, door: 'page', params: {}, body: {}, key: newId() })
      dropSession(reply)
      return reply.redirect(openId ? '/signed-out' : '/sign-in', 303)
    })
    // Each role begins where its work is: the first place of its own navigation.
    app.get('/', async (request, reply) => {
      const reading = { token: tokenOf(request), door: 'page', params: {} } as const
      const actor = await read(deps, reading, async (context) => context.actor)
      return reply.redirect(navigation(actor)[0]?.href ?? '/sign-in', 303)
    })
  },
})

const membersPage = page({
  path: '/members',
  load: (context) => context.ask(members, {}, {}),
  view: membersView,
})

const alertsPage = page({
  path: '/alerts',
  load: (context) => context.ask(alerts, {}, {}),
  view: alertsView,
})

const jobsPage = page({
  path: '/jobs',
  load: (context) => context.ask(jobs, {}, {}),
  view: jobsView,
})

export const accountPages = [membersPage, jobsPage, alertsPage, ...onCallPages]
export const accountQueries = [jobs]
export const accountCommands = [signOut, addTurn, endTurn]
