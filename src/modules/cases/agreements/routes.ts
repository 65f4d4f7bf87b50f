import { londonDay } from '../../../kernel/clock.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { formPage, page } from '../../../web/page.ts'
import { build } from '../../../kernel/database/build.ts'
import { tonightOf } from '../../people/index.ts'
import { caseForm, known, loadCase } from '../form-view.ts'
import { recordAgreement, recordCapacity, withdrawAgreement } from './commands.ts'
import { agreementWording } from './queries.ts'
import { agreedView, agreementView, capacityView, withdrawalView } from './views.ts'

const agreed = page({
  path: '/cases/:id/agreements',
  load: (context, { id }) => loadCase(context, id),
  view: ({ of }, { at }) => agreedView(of, at),
})

/** Purposes are asked one by one in one conversation: in which language and where was said with the first of today. */
function settingOfToday({ agreements, person }: CaseWithPlan, now: Date) {
  const [last] = agreements
  if (last && londonDay(new Date(last.at)) === londonDay(now)) {
    const { explainedIn, place, alone, othersPresent, rested, fed } = last
    return { explainedIn, place, alone, othersPresent, rested, fed }
  }
  return { explainedIn: person.languages?.find(({ level, refused }) => level === 'first' && !refused)?.code }
}

const agreement = formPage({
  path: '/cases/:id/agreements/new',
  command: recordAgreement,
  load: async (context, { id }) => ({
    ...(await loadCase(context, id, 'purposes')),
    wording: await context.ask(agreementWording, {}, {}),
  }),
  prefill: ({ of, at }, { purpose }) => ({
    ...settingOfToday(of, at),
    purpose: purpose === 'authority' ? purpose : undefined,
  }),
  view: agreementView,
  then: (result, { id }) => tonightOf(result) ?? `/cases/${id}/agreements`,
})

const withdrawal = formPage({
  path: withdrawAgreement.path,
  command: withdrawAgreement,
  load: async (context, { id }) => {
    const found = await context.tx.first(
      build.selectFrom('cases.agreement').select('case_id').where('id', '=', known(id)),
    )
    return { agreementId: id as string, ...(await loadCase(context, found?.case_id)) }
  },
  view: withdrawalView,
  then: (result) => tonightOf(result) ?? `/cases/${result.case.id}/agreements`,
})

export const agreementPages = [
  agreed,
  agreement,
  withdrawal,
  caseForm({ command: recordCapacity, view: capacityView, tab: '/agreements' }),
]
