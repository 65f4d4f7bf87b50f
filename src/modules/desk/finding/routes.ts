import { html } from '../../../web/html.ts'
import { lookUpPage } from '../../../web/look-up.ts'
import { referenceBox } from '../../../web/reference-box.ts'
import { byReference } from './queries.ts'

const places = { case: 'cases', referral: 'referrals', visit: 'visits' } as const

export const findingPages = [
  lookUpPage({
    path: '/references',
    query: byReference,
    missing: {
      field: 'reference',
      message:
        'You can see nothing with this reference. Check it with whoever gave it to you, or ring the on-call lead',
    },
    view: (form) => ({
      title: 'Find by reference',
      body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Find by reference</h1>
<p class="govuk-body">A case, a referral or a visit, by its reference as somebody reads it to you: WM and eight characters. There is no letter O, I, L or U in it: 0 and 1 are meant.</p>
${referenceBox(form)}</div></div>`,
    }),
    then: ({ kind, id }) => `/${places[kind]}/${id}`,
  }),
]
