import { londonDay } from '../../../kernel/clock.ts'
import type { Params } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { formPage, page } from '../../../web/page.ts'
import { endNaming, excludeWorker, liftRestriction, nameMember, restrictPerson } from '../../people/index.ts'
import { postsHeld, workersOf } from '../posts/held.ts'
import { seen, type Choosing } from './about.ts'
import { exclusionView, liftView, namingView, restrictionView, takingOffView } from './forms-view.ts'
import { membersView } from './views.ts'

async function choosing(context: QueryContext, params: Params): Promise<Choosing> {
  const shown = await seen(context, params)
  const posts = await postsHeld(context, shown.who.hub, londonDay(context.at))
  const holders = posts.find(({ id }) => id === shown.of?.post.id)?.holders ?? []
  const workers = await workersOf(context, shown.who.hub)
  return {
    ...shown,
    workers: workers.map((worker) => ({
      ...worker,
      holds: holders.some(({ memberId }) => memberId === worker.id),
    })),
  }
}

const back = (_: object, { id }: Params) => `/people/${id}/members`

export const seeingPages = [
  page({
    path: '/people/:id/members',
    load: seen,
    view: (shown, { actor, at }) => membersView(shown, actor, at),
  }),
  formPage({
    path: restrictPerson.path,
    command: restrictPerson,
    load: choosing,
    view: restrictionView,
    then: back,
  }),
  formPage({ path: liftRestriction.path, command: liftRestriction, load: seen, view: liftView, then: back }),
  formPage({ path: nameMember.path, command: nameMember, load: choosing, view: namingView, then: back }),
  formPage({
    path: endNaming.path,
    command: endNaming,
    load: seen,
    prefill: (_, { member }) => ({ member }),
    view: takingOffView,
    then: back,
  }),
  formPage({
    path: excludeWorker.path,
    command: excludeWorker,
    load: choosing,
    view: exclusionView,
    // Whoever excluded themselves does not see the person any more: their list is what is left.
    then: ({ exclusion }, { id }) => (exclusion.yourself ? '/cases' : `/people/${id}/members`),
  }),
]
