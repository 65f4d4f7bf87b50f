import type { FastifyInstance } from 'fastify'
import { carryOut } from '../../kernel/carry-out.ts'
import { newId } from '../../kernel/ids.ts'
import { read } from '../../kernel/query.ts'
import { typed } from '../../web/decode.ts'
import { layout } from '../../web/layout.ts'
import { page, type Face, type Page } from '../../web/page.ts'
import { checkCsrf, checkSite, dropSession, postedPairs, putSession, tokenOf } from '../../web/session.ts'
import { signOut } from './commands.ts'
import { members } from './queries.ts'
import { demoMembers, signInAs } from './sign-in.ts'
import { membersView, signInView } from './views.ts'

/** Before a session there is nobody to open a transaction for: these two are not made by `page`. */
const signInPage: Page = {
  path: '/sign-in',
  register(app: FastifyInstance, { deps, assets, navigation }: Face) {
    app.get('/sign-in', async (_, reply) => {
      void reply.type('text/html; charset=utf-8')
      return layout({ ...signInView(await demoMembers(deps)), assets })
    })
    app.post(
      '/sign-in',
      { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
      async (request, reply) => {
        checkSite(request)
        putSession(reply, await signInAs(deps, typed(postedPairs(request)).get('member')))
        return reply.redirect('/', 303)
      },
    )
    app.post('/sign-out', async (request, reply) => {
      const token = tokenOf(request)
      checkCsrf(request, token, typed(postedPairs(request)).get('_csrf'))
      await carryOut(deps, signOut, { token, door: 'page', params: {}, body: {}, key: newId() })
      dropSession(reply)
      return reply.redirect('/sign-in', 303)
    })
    // Each role begins where its work is: the first place of its own navigation.
    app.get('/', async (request, reply) => {
      const reading = { token: tokenOf(request), door: 'page', params: {} } as const
      const actor = await read(deps, reading, async (context) => context.actor)
      return reply.redirect(navigation(actor)[0]?.href ?? '/sign-in', 303)
    })
  },
}

const membersPage = page({
  path: '/members',
  load: (context) => context.ask(members, {}, {}),
  view: membersView,
})

export const accountPages = [signInPage, membersPage]
export const accountCommands = [signOut]
