import { channelNames, languageChoices, languageName } from '../../people/index.ts'
import { momentInWords } from '../../../web/dates.ts'
import { radios, select, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk, moj } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { caseFrame } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { formOf, named, yesOrNo, type OfCase } from '../form-view.ts'
import { bridgeNames, checkNames, directionNames } from '../words.ts'

export function contactsView(of: CaseWithPlan, now: Date): Shown {
  const body = html`<h1 class="govuk-heading-l">Contacts</h1>
<p class="govuk-body"><a class="govuk-link" href="/people/${of.person.id}/ways">Ways to reach them, and what to do if they do not answer</a></p>${timeline(of)}`
  return caseFrame(of, now, { tab: 'contacts', title: 'Contacts', body })
}

function timeline({ contacts: all }: CaseWithPlan): Html {
  if (all.length === 0) return html`<p class="govuk-body">Nobody has spoken with them yet.</p>`
  return moj.timeline({
    headingLevel: 2,
    items: all.map((contact) => {
      const { language, bridge, withWhom, direction, check } = contact
      const how = [
        direction === 'in' && directionNames.in,
        language && languageName(language),
        bridge && bridgeNames[bridge as keyof typeof bridgeNames].toLowerCase(),
        withWhom,
      ].filter(Boolean)
      return {
        label: {
          text: `${channelNames[contact.channel as keyof typeof channelNames]}${contact.reached ? '' : ', not reached'}`,
        },
        byline: { text: contact.by },
        datetime: { timestamp: contact.at, format: momentInWords(contact.at) },
        html: html`${how.length > 0 && html`<p class="govuk-body-s">${how.join(', ')}</p>`}
${direction === 'in' && check !== 'answered' && html`<p class="govuk-body-s">${govuk.tag({ text: 'Not proved to be them', classes: 'govuk-tag--yellow' })}</p>`}
${check === 'answered' && html`<p class="govuk-body-s">The check question was answered.</p>`}
${contact.summary && html`<p class="govuk-body waymark-typed" dir="auto">${contact.summary}</p>`}
${contact.next && html`<p class="govuk-body"><strong>Next:</strong> <span dir="auto">${contact.next}</span></p>`}`,
      }
    }),
  })
}

// What is used most comes first under the thumb.
const most = ['phone', 'inPerson', 'text', 'whatsapp']
const rank = (value: string) => (most.includes(value) ? most.indexOf(value) : most.length)
const byUse = named(channelNames).toSorted((a, b) => rank(a.value) - rank(b.value))

const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]

/** Three taps and a sentence; everything else has an answer already, or can wait. */
export function contactView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const asked = of.person.checkQuestion
  const checkHint = asked
    ? `Ask “${asked.question}”. They answer “${asked.answer}”.`
    : 'What comes in is not proof that it is them. No check question is agreed yet.'
  const fields = html`${radios({ name: 'channel', classes: 'waymark-taps', label: 'How?', items: byUse, inline: true, small: true }, form)}
${radios({ name: 'reached', classes: 'waymark-taps', label: 'Did you speak or write with them?', items: yesOrNo, inline: true }, form)}
${radios({ name: 'check', classes: 'waymark-taps', label: 'The check question, before anything was said', hint: checkHint, items: named(checkNames).filter(({ value }) => asked || value !== 'answered'), inline: true, small: true }, form)}
${textarea({ name: 'summary', label: 'What happened', rows: 3 }, form)}
${textInput({ name: 'next', label: 'What happens next', dir: 'auto' }, form)}
${govuk.details({
  summaryText: 'Who, and in which language',
  open: form.problems.length > 0,
  html: html`${radios({ name: 'direction', classes: 'waymark-taps', label: 'Who contacted whom?', items: named(directionNames), inline: true, small: true }, form)}
${textInput({ name: 'withWhom', label: 'Who you spoke with', width: 20, dir: 'auto' }, form)}
${select({ name: 'language', label: 'In which language?', items: languages }, form)}
${radios({ name: 'bridge', label: 'How did you understand each other?', items: named(bridgeNames), small: true }, form)}`,
})}`
  return formOf(shown, form, {
    title: 'Record a contact',
    button: 'Record',
    path: `/cases/${of.id}/contacts/new`,
    back: `/cases/${of.id}`,
    fields,
  })
}
