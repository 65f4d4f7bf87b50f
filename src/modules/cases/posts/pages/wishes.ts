import type { z } from 'zod'
import { countryChoices, languageChoices } from '../../../people/index.ts'
import { dayInWords } from '../../../../web/dates.ts'
import { checkboxes, postForm, radios, select, submit, textInput, type Form } from '../../../../web/form.ts'
import { govuk } from '../../../../web/govuk.ts'
import { html } from '../../../../web/html.ts'
import type { Shown } from '../../../../web/page.ts'
import type { wishesForReferral } from '../wishes.ts'

const askedBy = [
  { value: 'colleague', text: 'A colleague who will not be their worker' },
  { value: 'referrer', text: 'Who referred them' },
  { value: 'interpreter', text: 'A telephone interpreter from outside the area' },
  { value: 'me', text: 'I did', hint: 'It does not count for you as their worker: then somebody else asks.' },
]
const genders = (what: string) => [
  { value: 'woman', text: `A woman as ${what}` },
  { value: 'man', text: `A man as ${what}` },
  { value: 'noWish', text: 'No wish' },
]

export const communityChoices = [
  { value: '', text: 'Choose a community' },
  ...countryChoices.map(({ value, text }) => ({ value, text: `From ${text}` })),
  ...languageChoices.map(({ value, text }) => ({ value, text: `Speakers of ${text}` })),
]

/** Whom the person does not want involved. Never the person's name on this page. */
export function wishesView(of: z.infer<typeof wishesForReferral.output>, form: Form): Shown {
  const rows = [0, 1, 2].slice(0, Math.max(2, of.communities.length + 1))
  return {
    title: 'Whom not to involve',
    back: { href: `/referrals/${of.id}/acceptance`, text: 'Choose a post' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Whom must we not involve?</h1>
<p class="govuk-body">Ask the person alone, in their language, before any name is said: “Is there a person, or people from a place or a group, who must not be involved or hear of you?”</p>
${of.askedAt && govuk.insetText({ text: `Last asked on ${dayInWords(of.askedAt)}. What you record now stands in its place; a worker once excluded stays excluded.` })}
${postForm(
  { action: `/referrals/${of.id}/wishes`, form },
  html`${radios({ name: 'through', label: 'Who asked them?', size: 'm', items: askedBy }, form)}
${checkboxes({ name: 'workers', label: 'Workers who must not be involved', size: 'm', small: true, hint: 'They will see nothing of this person.', items: of.workers.map(({ id, name }) => ({ value: id, text: name, ...(of.excluded.some(({ member }) => member === id) && { hint: 'Already excluded' }) })) }, form)}
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Communities that must not be involved</legend>
<div class="govuk-hint">The match keeps to a community that is chosen from the list. In words only people can keep to it.</div>
${rows.map(
  (
    n,
  ) => html`${select({ name: `communities.${n}.code`, label: `Community ${n + 1}`, items: communityChoices }, form)}
${textInput({ name: `communities.${n}.words`, label: `Community ${n + 1} in their own words`, dir: 'auto' }, form)}`,
)}</fieldset>
${radios({ name: 'workerGender', label: 'Do they wish for a woman or a man as their worker?', size: 'm', inline: true, small: true, items: genders('worker') }, form)}
${radios({ name: 'interpreterGender', label: 'And as the interpreter?', size: 'm', inline: true, small: true, items: genders('interpreter') }, form)}
${submit({ text: 'Record what they said' })}`,
)}${
      of.excluded.length > 0 &&
      html`<h2 class="govuk-heading-m">Excluded now</h2>
${govuk.summaryList({
  rows: of.excluded.map(({ id, name }) => ({
    key: { text: name },
    value: { text: 'Sees nothing of this person' },
    actions: {
      items: [
        { href: `/exclusions/${id}/end`, text: 'End', visuallyHiddenText: ` the exclusion of ${name}` },
      ],
    },
  })),
})}`
    }</div></div>`,
  }
}
