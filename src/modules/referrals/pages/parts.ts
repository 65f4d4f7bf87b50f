import { html, type Hole, type Html } from '../../../web/html.ts'
import type { About, Question } from '../../../web/journey.ts'
import type { Row } from '../../../web/journey-parts.ts'
import type { Draft } from '../drafts/forms.ts'
import type { HelpNumber } from '../dated.ts'
import type { Lists } from './route.ts'

export type AboutReferral = About<Draft, Lists>

/** Declares a question of the referral, with what it asks kept in its types. */
export const question = <Given>(spec: Question<Draft, Lists, Given>): Question<Draft, Lists> => spec

/** A row for the check page, when there is something to say. */
export const row = (key: string, value: Html | string | undefined): Row[] => (value ? [{ key, value }] : [])

/** What somebody typed, as they typed it. */
export const typedText = (text: string | undefined) =>
  text?.trim() ? html`<span class="waymark-typed" dir="auto">${text}</span>` : undefined

export const lines = (items: (Html | string | undefined | false)[]) => {
  const said = items.filter((item) => item !== undefined && item !== '' && item !== false)
  return said.length > 0 ? html`${said.map((item) => html`<div>${item}</div>`)}` : undefined
}

export const choices = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))

export const optional = (text: string, list: { value: string; text: string }[]) => [
  { value: '', text },
  ...list,
]

export const yesOrNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

/** An answer without what was left empty: nothing is kept that nobody said. */
export function filled<Given extends object>(
  given: Given,
): { [Key in keyof Given]?: Exclude<Given[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
}

/** Numbers to ring, large enough for a thumb, each with its hours and whether anybody of the area has checked it. */
export function numbersToRing(numbers: HelpNumber[]): Html {
  return html`<ul class="govuk-list">${numbers.map(
    ({
      label,
      number,
      hours,
      confirmed,
    }) => html`<li class="govuk-!-margin-bottom-3"><strong>${label}</strong><br>
<a class="govuk-link waymark-ring waymark-ltr" href="tel:${number.replace(/[^\d+]/g, '')}">${number}</a><br>
${hours}${!confirmed && html`. <span class="govuk-hint">Number and hours to be confirmed by your area.</span>`}</li>`,
  )}</ul>`
}

/** A page whose question is its heading. */
export const heading = (text: Hole): Html => html`<h1 class="govuk-heading-l">${text}</h1>`

/** An NRM referral does tell the Home Office (practice, section 1): said where a person decides. */
export const homeOfficeSentence =
  'Sending this to the hub does not tell the Home Office. A referral to the National Referral Mechanism, later and only if an adult agrees to it, does.'
