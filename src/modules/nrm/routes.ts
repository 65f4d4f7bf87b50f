import { formPage, page } from '../../web/page.ts'
import { enterNotice, nameSpoc, recordCrime } from './commands.ts'
import { notice, notices, possibleSpocs } from './queries.ts'
import { enterNoticeView, noticesView, noticeView, spocView } from './views.ts'

const list = page({
  path: '/notices',
  load: (context) => context.ask(notices, {}, {}),
  view: noticesView,
})

const entering = formPage({
  path: '/notices/new',
  command: enterNotice,
  load: async () => ({}),
  view: enterNoticeView,
  then: ({ notice: { id } }) => `/notices/${id}`,
})

const spoc = formPage({
  path: '/notices/spoc',
  command: nameSpoc,
  load: async ({ tx, actor }) => ({ members: await possibleSpocs(tx, actor.hub) }),
  view: spocView,
  then: () => '/notices',
})

const one = formPage({
  path: '/notices/:id',
  command: recordCrime,
  load: (context, params) => context.ask(notice, params, {}),
  view: noticeView,
  then: (_, { id }) => `/notices/${id}`,
})

export const nrmPages = [list, entering, spoc, one]
