import {
  ageStatusNames,
  channelNames,
  countryChoices,
  genderNames,
  languageChoices,
  levelNames,
} from '../people/index.ts'
import {
  dateInput,
  idOf,
  postForm,
  radios,
  select,
  submit,
  textarea,
  textInput,
  type Form,
} from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import { agreementNames, doorNames, immediateQuestions } from './words.ts'

const choices = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
const optional = (text: string, list: { value: string; text: string }[]) => [{ value: '', text }, ...list]

/** One person, on one page. Only the account is required: the hub completes the rest. */
export function referView({ forHub }: { forHub: boolean }, form: Form): Shown {
  return {
    title: 'Refer someone',
    back: forHub
      ? { href: '/referrals', text: 'Referrals' }
      : { href: '/sent-referrals', text: 'Referrals your team sent' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Refer someone</h1>
${govuk.warningText({ text: 'If someone is in danger now, ring 999 first.', iconFallbackText: 'Warning' })}
<p class="govuk-body">Only what happened is required. Leave out what you do not know: the hub completes the rest.</p>
<p class="govuk-body">A referral to the National Referral Mechanism, later and only if the person wants it, does tell the Home Office. This one does not.</p>
${postForm({ action: '/refer', form }, html`${rightNow(form)}${whatHappened(form)}${thePerson(form)}${reaching(form)}${you(form)}${submit({ text: 'Send to the hub' })}`)}
</div></div>`,
  }
}

function rightNow(form: Form): Html {
  return html`${govuk.checkboxes({
    idPrefix: 'immediate',
    name: 'immediate',
    fieldset: { legend: { text: 'Right now', classes: 'govuk-fieldset__legend--m' } },
    hint: { text: 'Tick everything that is true.' },
    items: immediateQuestions.map(([question, text]) => {
      const name = `immediate.${question}`
      return { name, id: idOf(name), value: 'true', text, checked: form.typed.get(name) === 'true' }
    }),
  })}
${dateInput({ name: 'immediate.wageAtRiskBy', label: 'If a wage is about to be taken from them: by when?', hint: 'For example, 27 3 2026' }, form)}`
}

function whatHappened(form: Form): Html {
  return html`${textarea(
    {
      name: 'account',
      label: 'What happened',
      size: 'm',
      rows: 8,
      hint: 'What you saw and what they said, in their words where you can.',
    },
    form,
  )}
${textInput({ name: 'foundAt.town', label: 'Town or city where they are or were found', width: 20 }, form)}
${textInput({ name: 'foundAt.description', label: 'The place, in your words' }, form)}
${textInput({ name: 'foundAt.postcode', label: 'Postcode, if you know it', width: 10, spellcheck: false }, form)}
${radios({ name: 'agreedToReferral', label: 'Did they agree to be referred?', size: 'm', items: choices(agreementNames) }, form)}`
}

function thePerson(form: Form): Html {
  return html`<h2 class="govuk-heading-m">The person</h2>
${textInput({ name: 'people.0.calledName', label: 'What they want to be called', width: 20, dir: 'auto', spellcheck: false }, form)}
${textInput({ name: 'people.0.names.0.given', label: 'Given name, as they say it', width: 20, dir: 'auto', spellcheck: false }, form)}
${textInput({ name: 'people.0.names.0.family', label: 'Family name', width: 20, dir: 'auto', spellcheck: false }, form)}
${radios({ name: 'people.0.ageStatus', label: 'Adult or child?', items: choices(ageStatusNames) }, form)}
${textInput({ name: 'people.0.birth.ageMin', label: 'About how old: at least', width: 2, inputmode: 'numeric' }, form)}
${textInput({ name: 'people.0.birth.ageMax', label: 'and at most', width: 2, inputmode: 'numeric' }, form)}
${radios({ name: 'people.0.gender', label: 'Gender', items: choices(genderNames), inline: true, small: true }, form)}
${select({ name: 'people.0.nationalities.0', label: 'Nationality', items: optional('Not known', countryChoices) }, form)}
${radios({ name: 'people.0.seenAlone', label: 'Were they seen alone?', hint: 'Away from anyone who might control them.', items: choices({ true: 'Yes', false: 'No' }), inline: true }, form)}
<h2 class="govuk-heading-m">Language</h2>
${language(form, 0, 'Language they speak best')}
${language(form, 1, 'Another language')}
${radios({ name: 'people.0.languages.1.agreed', label: 'Did they say yes to speaking the other language with us?', items: choices({ true: 'Yes', false: 'No' }), inline: true }, form)}`
}

function language(form: Form, index: number, label: string): Html {
  const name = `people.0.languages.${index}`
  return html`${select({ name: `${name}.code`, label, items: optional('Not known', languageChoices) }, form)}
${select({ name: `${name}.level`, label: 'How well', items: optional('Choose', choices(levelNames)) }, form)}`
}

function reaching(form: Form): Html {
  const name = 'people.0.safeContact.0'
  return html`<h2 class="govuk-heading-m">Reaching them safely</h2>
${select({ name: `${name}.channel`, label: 'How', items: optional('Not known yet', choices(channelNames)) }, form)}
${textInput({ name: `${name}.value`, label: 'Number, address or place', hint: 'Check that it is not the number of whoever controls them.', dir: 'auto', spellcheck: false }, form)}
${radios({ name: `${name}.safe`, label: 'Is it safe to use?', items: choices({ yes: 'Yes', no: 'No', unknown: 'Not known' }), inline: true }, form)}
${textInput({ name: `${name}.rules`, label: 'When, and what to say', hint: 'For example: after 6 pm, say it is about the English class' }, form)}`
}

function you(form: Form): Html {
  return html`<h2 class="govuk-heading-m">You</h2>
${select({ name: 'source.door', label: 'How did this reach you?', items: optional('Choose', choices(doorNames)) }, form)}
${textInput({ name: 'source.name', label: 'Your name', autocomplete: 'name' }, form)}
${textInput({ name: 'source.organisation', label: 'Your organisation', autocomplete: 'organization' }, form)}
${textInput({ name: 'source.contact', label: 'How the hub can reach you', hint: 'A number somebody answers' }, form)}`
}
