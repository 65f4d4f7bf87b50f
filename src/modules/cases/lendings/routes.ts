import { NotFound } from '../../../kernel/errors.ts'
import { formPage } from '../../../web/page.ts'
import { recordLending, withdrawLending } from './commands.ts'
import { lendings } from './queries.ts'
import { lendingView, withdrawalView } from './views.ts'

const lending = formPage({
  path: '/language-help',
  command: recordLending,
  load: (context) => context.ask(lendings, {}, {}),
  // A button carries one answer: the one with a language is language help.
  complete: (body) => (body.language ? { ...body, kind: 'languageHelp' as const } : body),
  view: lendingView,
  then: () => '/language-help',
})

const withdrawal = formPage({
  path: '/language-help/:id/withdrawal',
  command: withdrawLending,
  load: async (context, { id }) => {
    const { items } = await context.ask(lendings, {}, {})
    const mine = items.find((lending) => lending.id === id)
    if (!mine) throw new NotFound()
    return mine
  },
  view: withdrawalView,
  then: () => '/language-help',
})

export const lendingPages = [lending, withdrawal]
