import { londonDay } from '../../kernel/clock.ts'
import { searchInput } from '../../kernel/query.ts'
import { worksForHub } from '../../kernel/session.ts'
import { formPage, page } from '../../web/page.ts'
import { openCrises, tonightOf, unsafeAmong } from '../people/index.ts'
import { placesTold } from './places-told.ts'
import { referPeople, refuseReferral } from './commands.ts'
import { referralAsSent, refusalReasons, sentReferrals, waitingReferrals } from './queries.ts'
import { referView } from './refer-view.ts'
import { queueView, referralView, refusalView, sentView } from './views.ts'

const queue = page({
  path: '/referrals',
  load: async (context, _, search) => ({
    ...(await context.ask(waitingReferrals, {}, searchInput(waitingReferrals, search))),
    crises: await context.ask(openCrises, {}, {}),
  }),
  view: queueView,
})

const sent = page({
  path: '/sent-referrals',
  load: (context, _, search) => context.ask(sentReferrals, {}, searchInput(sentReferrals, search)),
  view: sentView,
})

const refer = formPage({
  path: '/refer',
  command: referPeople,
  load: async (context) => ({ forHub: worksForHub(context.actor) }),
  // A person of whom nothing is known is still a person.
  complete: (body) => ({ ...body, people: body.people?.length ? body.people : [{}] }),
  view: referView,
  then: (result) => tonightOf(result) ?? `/referrals/${result.referrals[0]?.id}`,
})

const referral = page({
  path: '/referrals/:id',
  load: async (context, params) => {
    const sent = await context.ask(referralAsSent, params, {})
    const places = placesTold(sent)
    const unsafe = await unsafeAmong(context, places.map(({ typed }) => typed))
    return { ...sent, unsafe: unsafe.map((i) => places[i]?.shown ?? '') }
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

export const referralPages = [queue, sent, refer, referral, refusal]
