import { describeMyself, setLanguages, worker } from '../../accounts/index.ts'
import type { Command, Params } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { hasRole } from '../../../kernel/session.ts'
import { formPage, page, type Search } from '../../../web/page.ts'
import { acceptReferral } from '../commands.ts'
import { acceptanceView, suggestedOf } from './pages/acceptance.ts'
import { heldPosts } from './board-query.ts'
import { boardView } from './pages/board.ts'
import {
  addPost,
  beginHolding,
  changeCapacity,
  changeWeekdays,
  endHolding,
  planLeave,
  withdrawLeave,
} from './commands.ts'
import { workersOf } from './held.ts'
import { choiceReasons, postsForReferral } from './match-query.ts'
import * as views from './views.ts'
import { recordWishes, wishesForReferral } from './wishes.ts'
import { wishesView } from './pages/wishes.ts'

const board = page({
  path: '/posts',
  load: (context) => context.ask(heldPosts, {}, {}),
  view: (data, { actor }) => boardView(data, hasRole(actor, 'manager')),
})

const acceptance = formPage({
  path: '/referrals/:id/acceptance',
  command: acceptReferral,
  load: async (context, params) => ({
    id: params.id as string,
    ...(await context.ask(postsForReferral, params, {})),
    choices: await choiceReasons(context),
  }),
  prefill: (posts) => ({ post: suggestedOf(posts) }),
  view: acceptanceView,
  then: (result) => `/cases/${result.case.id}`,
})

const wishes = formPage({
  path: '/referrals/:id/wishes',
  command: recordWishes,
  load: (context, params) => context.ask(wishesForReferral, params, {}),
  prefill: ({ communities, workerGender, interpreterGender }) => ({
    communities,
    workerGender,
    interpreterGender,
  }),
  view: wishesView,
  then: (_, { id }) => `/referrals/${id}/acceptance`,
})

/** A form that goes back to the board. */
function kept<Data, Input, Subject, Result extends object>(spec: {
  path: string
  command: Command<Input, Subject, Result>
  load: (context: QueryContext, params: Params) => Promise<Data>
  prefill?: (data: Data, search: Search) => unknown
  view: (data: Data, form: Parameters<typeof acceptanceView>[1]) => ReturnType<typeof acceptanceView>
}) {
  return formPage({
    ...spec,
    then: () => '/posts',
  })
}

const ask = (context: QueryContext) => context.ask(heldPosts, {}, {})
const workers = async (context: QueryContext) => ({ workers: await workersOf(context, context.actor.hub) })

const newPost = kept({
  path: '/posts/new',
  command: addPost,
  load: async () => ({}),
  view: views.newPostView,
})
const capacity = kept({
  path: '/posts/capacity',
  command: changeCapacity,
  load: ask,
  prefill: ({ items }, { post }) =>
    items
      .map(({ id, capacity: now }) => ({ post: id, capacity: now }))
      .find((one) => String(one.post) === post) ?? {},
  view: views.capacityView,
})
const holding = kept({
  path: '/holdings',
  command: beginHolding,
  load: async (context) => ({ board: await ask(context), ...(await workers(context)) }),
  view: views.holdingView,
})
const weekdays = kept({
  path: '/holdings/:id/weekdays',
  command: changeWeekdays,
  load: async (context, { id }) => views.holdingIn(await ask(context), id as string),
  prefill: (holder) => ({ weekdays: holder.weekdays }),
  view: views.weekdaysView,
})
const end = kept({
  path: '/holdings/:id/end',
  command: endHolding,
  load: async (context, { id }) => views.holdingIn(await ask(context), id as string),
  view: views.endView,
})
const leave = kept({
  path: '/leave',
  command: planLeave,
  load: workers,
  prefill: (_, { member }) => ({ member }),
  view: views.leaveView,
})
const leaveBack = kept({
  path: '/leave/:id/withdrawal',
  command: withdrawLeave,
  load: async (context, { id }) => views.leaveIn(await ask(context), id as string),
  view: views.leaveBackView,
})
const languages = kept({
  path: '/members/:id/languages',
  command: setLanguages,
  load: (context, params) => context.ask(worker, params, {}),
  prefill: ({ languages: spoken }) => ({ languages: spoken }),
  view: views.languagesView,
})

const aboutMe = formPage({
  path: '/about-me',
  command: describeMyself,
  load: (context) => context.ask(worker, { id: context.actor.id }, {}),
  // By number: as a plain list they would be one box ticked several times.
  prefill: ({ gender, communities = [] }) => ({
    gender: gender ?? 'notSaid',
    communities: { ...communities },
  }),
  view: views.aboutMeView,
  then: () => '/posts',
})

export const postPages = [
  board,
  acceptance,
  wishes,
  newPost,
  capacity,
  holding,
  weekdays,
  end,
  leave,
  leaveBack,
  languages,
  aboutMe,
]
