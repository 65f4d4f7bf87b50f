import { councilQuestion } from '../../people/index.ts'
import { numbersToRing } from '../../referrals/index.ts'
import { postForm, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import type { Telling } from './about.ts'

/** For somebody who is or may be under 18: whom to ring, and who was told. */
export function councilView({ details, of, reference, back, numbers }: Telling, form: Form, at: Date): Shown {
  const ofCouncil = numbers.filter(({ kind }) => kind === 'councilDay' || kind === 'councilNight')
  return {
    title: `Tell the council: ${reference}`,
    back,
    bar: of && identityBar(of, at),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">Ring the council’s children’s services now</h1>
<p class="govuk-body">They are, or may be, under 18. Until it is known, they are treated as a child.</p>
${
  ofCouncil.length > 0
    ? numbersToRing(ofCouncil)
    : govuk.insetText({
        text: 'The council’s number has not been set up here yet. Ring 101 and ask for children’s services, or 999 in an emergency.',
      })
}
<ul class="govuk-list govuk-list--bullet"><li>A hotel or rooms with adults only when the council has said yes to it, by name.</li>
<li>Contact goes through their social worker or guardian. Parents are unknown until they were checked.</li>
<li>Write down what the child wishes, in their own words.</li></ul>
${postForm(
  { action: `/people/${details.id}/council`, form },
  html`${councilQuestion(form)}${submit({ text: 'Save' })}`,
)}</div></div>`,
  }
}
