import { londonDay } from '../../kernel/clock.ts'
import { transaction } from '../../kernel/database/transaction.ts'
import { NotFound } from '../../kernel/errors.ts'
import { searchInput, type QueryContext } from '../../kernel/query.ts'
import { onCallNow } from '../../kernel/on-call.ts'
import { worksForHub } from '../../kernel/session.ts'
import { said } from '../../web/filter-box.ts'
import { layout } from '../../web/layout.ts'
import { formPage, page, type Page } from '../../web/page.ts'
import { tonightOf, unsafeAmong, urgentOf } from '../people/index.ts'
import { refuseReferral } from './commands.ts'
import { isPolice } from './crime-system/queries.ts'
import { crimeSystemPages } from './crime-system/routes.ts'
import { dropFolderPages } from './drop-folder/routes.ts'
import { beginDraft, handOverDraft, throwDraftAway } from './drafts/commands.ts'
import { colleagues, myDrafts } from './drafts/queries.ts'
import { placesTold } from './places-told.ts'
import { referralAsSent, sentReferrals, sentTogether } from './queries.ts'
import { riskOf, triageOf } from './triage-queries.ts'
import { helpNumbers, indicators, refusalReasons } from './dated.ts'
import { answerQuestion, askForMore } from './questions/commands.ts'
import { answerView, askView } from './questions/questions-view.ts'
import { waitingReferrals } from './queue/queries.ts'
import { queueView } from './queue/queue-view.ts'
import { referQuickly } from './quick/commands.ts'
import { noAccountView, quickView } from './quick/quick-view.ts'
import { referring } from './pages/journey.ts'
import { handOverView, sentPageView, startView, throwAwayView } from './pages/start.ts'
import { referralView, refusalView, sentView } from './views.ts'

const queue = page({
  path: '/referrals',
  load: async (context, _, search) => {
    const filter = searchInput(waitingReferrals, said(search))
    return { found: await context.ask(waitingReferrals, {}, filter), filter }
  },
  view: queueView,
})

const sent = page({
  path: '/sent-referrals',
  load: (context, _, search) => context.ask(sentReferrals, {}, searchInput(sentReferrals, search)),
  view: sentView,
})

const arrived = page({
  path: '/sent-referrals/:id',
  load: async (context, params) => ({
    sent: await context.ask(sentTogether, params, {}),
    numbers: await helpNumbers(context, londonDay(context.at)),
  }),
  view: sentPageView,
})

const start = formPage({
  path: '/refer',
  command: beginDraft,
  load: (context) => context.ask(myDrafts, {}, {}),
  view: startView,
  then: ({ draft }) => `/refer/${draft.id}/children`,
})

/** The draft without its words: whoever hands one over, or throws it away, need not open it. */
async function draftOf(context: QueryContext, id: string | undefined) {
  const { items } = await context.ask(myDrafts, {}, {})
  const draft = items.find((item) => item.id === id)
  if (!draft) throw new NotFound()
  return draft
}

const handOver = formPage({
  path: '/refer/:id/holder',
  command: handOverDraft,
  load: async (context, { id }) => ({ draft: await draftOf(context, id), people: await colleagues(context) }),
  view: handOverView,
  then: () => '/refer',
})

const throwAway = formPage({
  path: '/refer/:id/end',
  command: throwDraftAway,
  load: async (context, { id }) => ({ draft: await draftOf(context, id) }),
  view: throwAwayView,
  then: () => '/refer',
})

const quick = formPage({
  path: '/quick-referral',
  command: referQuickly,
  load: async ({ actor }) => ({ actor }),
  prefill: ({ actor }) => ({ name: actor.name }),
  view: quickView,
  then: (result) => tonightOf(result) ?? `/sent-referrals/${result.referrals[0]?.id}`,
})

/** Read by somebody who has no session: like the sign-in page, not made by `page`. */
const noAccount: Page = {
  path: '/no-account',
  register(app, { deps, assets }) {
    app.get('/no-account', async (_, reply) => {
      const [numbers, onCall] = await transaction(
        deps.pool,
        'read committed',
        async (tx) => [await helpNumbers({ tx }, londonDay(deps.clock())), await onCallNow(tx)] as const,
      )
      void reply.type('text/html; charset=utf-8')
      return layout({ ...noAccountView(numbers), assets, onCall, home: '/sign-in' })
    })
  },
}

/** The case a referral became, for whoever may see it. Handed in by src/registry.ts: this module knows of no cases. */
export type CaseOf = (
  context: QueryContext,
  referralId: string,
) => Promise<{ id: string; reference: string } | undefined>

const referral = (caseOf: CaseOf) =>
  page({
    path: '/referrals/:id',
    load: async (context, params) => {
      const sent = await context.ask(referralAsSent, params, {})
      const places = placesTold(sent)
      const unsafe = await unsafeAmong(
        context,
        places.map(({ typed }) => typed),
      )
      // Nothing for who sent it: triage is shown to the hub alone.
      const triage = await triageOf(context, params.id as string)
      return {
        referral: sent,
        person: triage?.personId,
        became: sent.state === 'accepted' ? await caseOf(context, params.id as string) : undefined,
        crisis: triage && (await urgentOf(context, triage.personId)).crisis,
        indicators: await indicators(context),
        risk: await riskOf(context, params.id as string),
        forCrimeSystem: worksForHub(context.actor) || (await isPolice(context)),
        unsafe: unsafe.map((i) => places[i]?.shown ?? ''),
      }
    },
    view: referralView,
  })

const refusal = formPage({
  path: '/referrals/:id/refusal',
  command: refuseReferral,
  load: async (context, params) => ({
    referral: await context.ask(referralAsSent, params, {}),
    reasons: await refusalReasons(context, londonDay(context.at)),
  }),
  view: refusalView,
  then: (_, { id }) => `/referrals/${id}`,
})

const asking = formPage({
  path: askForMore.path,
  command: askForMore,
  load: async (context, params) => ({ referral: await context.ask(referralAsSent, params, {}) }),
  view: askView,
  then: (_, { id }) => `/referrals/${id}`,
})

const answering = formPage({
  path: answerQuestion.path,
  command: answerQuestion,
  load: async (context, params) => ({ referral: await context.ask(referralAsSent, params, {}) }),
  view: answerView,
  then: (_, { id }) => `/referrals/${id}`,
})

export const referralPages = (caseOf: CaseOf): Page[] => [
  queue,
  sent,
  arrived,
  start,
  handOver,
  throwAway,
  ...referring,
  quick,
  noAccount,
  referral(caseOf),
  refusal,
  asking,
  answering,
  ...dropFolderPages,
  ...crimeSystemPages,
]
