import { formPage, page } from '../../../web/page.ts'
import { caseForm, loadCase } from '../form-page.ts'
import { moveDocument, recordDocument } from './commands.ts'
import { caseOfDocument } from './queries.ts'
import { documentsView, documentView, placeView } from './views.ts'

const list = page({
  path: '/cases/:id/documents',
  load: (context, { id }) => loadCase(context, id),
  view: ({ of }, { at }) => documentsView(of, at),
})

const place = formPage({
  path: moveDocument.path,
  command: moveDocument,
  load: async (context, { id }) => {
    const found = await caseOfDocument(context, id as string)
    return { documentId: id as string, ...(await loadCase(context, found?.case_id)) }
  },
  prefill: ({ of, documentId }) => of.documents.find(({ id }) => id === documentId),
  view: placeView,
  then: (result) => `/cases/${result.case.id}/documents`,
})

export const documentPages = [
  list,
  caseForm({
    path: '/cases/:id/documents/new',
    command: recordDocument,
    list: 'documents',
    view: documentView,
    tab: '/documents',
  }),
  place,
]
