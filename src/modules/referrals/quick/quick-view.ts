import { languageChoices } from '../../people/index.ts'
import { postForm, radios, select, submit, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { reachHub } from '../../../web/reach.ts'
import { homeOfficeSentence, numbersToRing } from '../pages/parts.ts'
import type { HelpNumber } from '../dated.ts'
import { dangerNames } from './commands.ts'

/** Five answers in 90 seconds on a phone: nothing else is asked. */
export function quickView(_: unknown, form: Form, { onCall }: Pick<Looking, 'onCall'>): Shown {
  return {
    title: 'Quick referral',
    back: { href: '/refer' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Quick referral</h1>
<p class="govuk-body">In danger now? Ring 999 first. Five answers; the hub asks you for the rest when it has read them. If it cannot wait until morning, ring.</p>
${reachHub(onCall)}
${postForm(
  { action: '/quick-referral', form },
  html`${radios({ name: 'danger', label: '1. Are they in danger now?', inline: true, items: Object.entries(dangerNames).map(([value, text]) => ({ value, text })) }, form)}
${textInput({ name: 'whereNow', label: '2. Where are they now?', size: 's', hint: 'No name here' }, form)}
${select({ name: 'language', label: '3. Which language do they speak best?', size: 's', items: [{ value: '', text: 'Choose' }, { value: 'notKnown', text: 'Not known' }, ...languageChoices] }, form)}
${textarea({ name: 'reach', label: '4. How can we reach them safely?', size: 's', hint: 'For example, through you, in person, or a number that is theirs alone. “Not known” will do', rows: 2 }, form)}
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">5. Who are you?</legend>
${textInput({ name: 'name', label: 'Your name', autocomplete: 'name' }, form)}
${textInput({ name: 'contact', label: 'A number somebody answers', type: 'tel', autocomplete: 'tel', width: 20 }, form)}</fieldset>
${submit({ text: 'Send to the hub' })}`,
)}
<p class="govuk-hint">${homeOfficeSentence}</p>
</div></div>`,
  }
}

/** For whoever has nobody's sign-in: where to turn. Nothing is asked here, because nobody would read it. */
export function noAccountView(numbers: HelpNumber[]): Shown {
  const of = (kind: HelpNumber['kind']) => numbers.filter((number) => number.kind === kind)
  return {
    title: 'I have no account',
    back: { href: '/sign-in', text: 'Sign in' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">You have no account, and somebody needs help</h1>
<p class="govuk-body">You do not need one. Ring, and say that you are with somebody who may be held in modern slavery.</p>
<h2 class="govuk-heading-m">In danger now, or badly hurt</h2>
<p class="govuk-body">Ring <a class="govuk-link waymark-ring waymark-ltr" href="tel:999">999</a></p>
<h2 class="govuk-heading-m">To reach somebody who can act today</h2>
${numbersToRing(of('allHours'))}
<h2 class="govuk-heading-m">For advice, or to report what you saw</h2>
${numbersToRing(of('helpline'))}
${
  of('councilDay').length + of('councilNight').length > 0 &&
  html`<h2 class="govuk-heading-m">Under 18, or perhaps under 18</h2>${numbersToRing([...of('councilDay'), ...of('councilNight')])}`
}
<h2 class="govuk-heading-m">If a colleague has an account</h2>
<p class="govuk-body">They can send a quick referral: five answers, about 90 seconds.</p>
${govuk.insetText({ text: 'A form for professionals without an account comes with the public pages of this service. It is not here yet.' })}
</div></div>`,
  }
}
