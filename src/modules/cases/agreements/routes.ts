import { formPage, page } from '../../../web/page.ts'
import { build } from '../../../kernel/database/build.ts'
import { caseForm, loadCase } from '../form-page.ts'
import { recordAgreement, recordCapacity, withdrawAgreement } from './commands.ts'
import { agreementWording } from './queries.ts'
import { agreedView, agreementView, capacityView, withdrawalView } from './views.ts'

const agreed = page({
  path: '/cases/:id/agreements',
  load: (context, { id }) => loadCase(context, id),
  view: ({ of }, { at }) => agreedView(of, at),
})

const agreement = formPage({
  path: '/cases/:id/agreements/new',
  command: recordAgreement,
  load: async (context, { id }) => ({
    ...(await loadCase(context, id, 'purposes')),
    wording: await context.ask(agreementWording, {}, {}),
  }),
  prefill: (_, { purpose }) => ({ purpose: purpose === 'authority' ? purpose : undefined }),
  view: agreementView,
  then: (_, { id }) => `/cases/${id}/agreements`,
})

const withdrawal = formPage({
  path: withdrawAgreement.path,
  command: withdrawAgreement,
  load: async (context, { id }) => {
    const found = await context.tx.first(
      build
        .selectFrom('cases.agreement')
        .select('case_id')
        .where('id', '=', id as string),
    )
    return { agreementId: id as string, ...(await loadCase(context, found?.case_id)) }
  },
  view: withdrawalView,
  then: (result) => `/cases/${result.case.id}/agreements`,
})

export const agreementPages = [
  agreed,
  agreement,
  withdrawal,
  caseForm({ command: recordCapacity, view: capacityView, tab: '/agreements' }),
]
