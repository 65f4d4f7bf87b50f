import { languageChoices } from '../../people/index.ts'
import {
  checkboxes,
  dateInput,
  postForm,
  radios,
  select,
  submit,
  textarea,
  textInput,
  type Form,
} from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import {
  agencyNames,
  hazardNames,
  immigrationNames,
  leadNames,
  premisesNames,
  warnedNames,
} from '../words.ts'

const named = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
const back = { href: '/visits', text: 'Visits' }

/** Before a visit with others: enough for the sheet. Only day, time, place and the question about immigration officers are required. */
export function planView({ overrules }: { overrules: boolean }, form: Form): Shown {
  return {
    title: 'Plan a visit',
    back,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Plan a visit</h1>
<p class="govuk-body">Going by yourself? <a class="govuk-link" href="/visits/alone">Say that you go alone</a>.</p>
${postForm({ action: '/visits/plan', form }, html`${when(form)}${place(form)}${warnedOf(form, overrules)}${who(form)}${people(form)}${immigration(form)}${submit({ text: 'Plan the visit' })}`)}
</div></div>`,
  }
}

/** One worker going alone: where, until when, and the number that is rung. */
export function aloneView(_: object, form: Form): Shown {
  return {
    title: 'Go on a visit alone',
    back,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Go on a visit alone</h1>
${govuk.insetText({ text: 'Half an hour after you should be back, everybody in the hub sees that you are overdue and whom to ring, until somebody says you are back.' })}
${postForm(
  { action: '/visits/alone', form },
  html`${when(form)}
${textInput({ name: 'alone.backBy', label: 'Back by', hint: 'For example, 17:30', width: 5 }, form)}
${textInput({ name: 'alone.ring', label: 'The number you carry', type: 'tel', width: 20, autocomplete: 'tel' }, form)}
${place(form)}
<input type="hidden" name="immigration" value="no">
${submit({ text: 'Start' })}`,
)}
</div></div>`,
  }
}

function when(form: Form): Html {
  return html`${dateInput({ name: 'on', label: 'Day', hint: 'For example, 27 11 2026' }, form)}
${textInput({ name: 'at', label: 'Begins at', hint: 'For example, 6:30 or 18:00', width: 5 }, form)}`
}

function place(form: Form): Html {
  return html`<h2 class="govuk-heading-m">The place</h2>
${select({ name: 'premises.kind', label: 'What kind of place is it?', items: [{ value: '', text: 'Choose' }, ...named(premisesNames)] }, form)}
${textInput({ name: 'premises.address', label: 'Number and street, or what you know of it', spellcheck: false }, form)}
${textInput({ name: 'premises.town', label: 'Town or city', width: 20 }, form)}
${textInput({ name: 'premises.postcode', label: 'Postcode', hint: 'With number and postcode, earlier visits to the same address are found.', width: 10, spellcheck: false }, form)}
${checkboxes({ name: 'premises.hazards', label: 'Hazards', hint: 'Tick what is known.', items: named(hazardNames), small: true }, form)}
${textarea({ name: 'premises.hazardNote', label: 'What to know about them', rows: 2 }, form)}`
}

/** Where the address typed was warned of: a manager says who goes along, anybody else asks one. */
function warnedOf(form: Form, overrules: boolean): Html | false {
  const warned =
    form.problems.some(({ field }) => field === 'premises.address') || form.typed.get('warnedWith')
  if (!warned) return false
  if (!overrules)
    return govuk.insetText({
      text: 'If this visit has to be: a manager may plan it, with police along or with two workers. Ring the on-call lead first.',
    })
  return radios(
    {
      name: 'warnedWith',
      label: 'Does this visit go there all the same?',
      hint: 'Only if you were told to stop. Ring the on-call lead first. Your name is kept with it, and the warning stands on the visit and its sheet.',
      items: named(warnedNames),
    },
    form,
  )
}

function who(form: Form): Html {
  return html`<h2 class="govuk-heading-m">Who goes</h2>
${checkboxes({ name: 'agencies', label: 'Agencies', items: named(agencyNames), small: true }, form)}
${select({ name: 'leads', label: 'Who leads?', items: [{ value: '', text: 'Not agreed yet' }, ...named(leadNames)] }, form)}
${textInput({ name: 'speaker', label: 'Who speaks to people', hint: 'One person, not in uniform where that can be.', width: 20 }, form)}
${textInput({ name: 'alias', label: 'What outsiders may call them', hint: 'A first name or another name: the copy for outsiders shows only this.', width: 20 }, form)}
${textInput({ name: 'hubNumber', label: 'The hub’s number, for the copy that outsiders see', type: 'tel', width: 20 }, form)}`
}

function people(form: Form): Html {
  const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]
  return html`<h2 class="govuk-heading-m">The people there</h2>
${[0, 1, 2, 3].map((index) => select({ name: `languages.${index}`, label: index === 0 ? 'Languages expected' : 'Another language', items: languages }, form))}
${textInput({ name: 'people', label: 'About how many people', width: 3, inputmode: 'numeric' }, form)}
${textInput({ name: 'packs', label: 'Welfare packs to take', hint: 'Food, water, clothes, toiletries, a phone.', width: 3, inputmode: 'numeric' }, form)}
${textarea({ name: 'afterwards', label: 'Where people go afterwards', hint: 'The place, who opens it, and how people get there. It is not on the copy for outsiders.', rows: 3 }, form)}`
}

function immigration(form: Form): Html {
  const decision = html`${textarea({ name: 'victimsFirst.decision', label: 'What was decided so that victims come first', rows: 3 }, form)}
${textInput({ name: 'victimsFirst.decidedBy', label: 'Who decided', hint: 'A named person, and their role.', width: 20 }, form)}`
  const items = named(immigrationNames).map((item) =>
    item.value === 'yes' ? { ...item, conditional: decision } : item,
  )
  return radios(
    {
      name: 'immigration',
      label: 'Will immigration officers be there?',
      hint: 'When they will, the visit is not planned until it is decided, by name, that victims come first and how.',
      size: 'm',
      items,
    },
    form,
  )
}
