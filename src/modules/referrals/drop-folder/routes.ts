import { formPage, page } from '../../../web/page.ts'
import { discardDropRow, typeDropRow } from './commands.ts'
import { dropFolder, dropRowLine, openedDropRow } from './queries.ts'
import { discardView, dropFolderView, dropRowView } from './views.ts'

const folder = page({
  path: '/drop-folder',
  load: (context) => context.ask(dropFolder, {}, {}),
  view: dropFolderView,
})

const row = formPage({
  path: '/drop-folder/rows/:id',
  command: typeDropRow,
  load: (context, params) => context.ask(openedDropRow, params, {}),
  prefill: ({ values }) => ({ values }),
  // Nothing typed at all is still a row of empty boxes, which the schema then judges.
  complete: (body) => ({ values: {}, ...body }),
  view: dropRowView,
  then: () => '/drop-folder',
})

const discarding = formPage({
  path: '/drop-folder/rows/:id/discarding',
  command: discardDropRow,
  load: (context, params) => context.ask(dropRowLine, params, {}),
  view: discardView,
  then: () => '/drop-folder',
})

export const dropFolderPages = [folder, row, discarding]
