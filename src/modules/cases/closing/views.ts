import { involvementNames, languageChoices } from '../../people/index.ts'
import { dateInput, radios, select, textarea, type Form } from '../../../web/form.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { formOf, items, named, type OfCase } from '../form-view.ts'
import { dueNames, notAskedNames } from '../words.ts'
import { dayInWords } from '../../../web/dates.ts'

const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]

/** Their own verdict, or why nobody asked. */
function verdictFields(form: Form): Html {
  return html`<h2 class="govuk-heading-m">What do they say of the help?</h2>
${textarea({ name: 'verdict.words', label: 'In their own words', hint: 'As they said it, in their language if you can.', rows: 3 }, form)}
${select({ name: 'verdict.language', label: 'In which language?', items: languages }, form)}
${radios({ name: 'verdict.notAsked', label: 'Or not asked, because', items: named(notAskedNames), small: true }, form)}`
}

export function closureView(shown: OfCase, form: Form): Shown {
  const { of, choices } = shown
  const fields = html`${radios({ name: 'reason', label: 'Why is it closed?', items: items(choices), small: true }, form)}
${dateInput({ name: 'followUpOn', label: 'Follow up on', hint: 'Going home is followed up on days 1, 7 and 30 without this. For example, 3 12 2026' }, form)}
${verdictFields(form)}`
  return formOf(shown, form, {
    title: 'Close the case',
    button: 'Close the case',
    path: `/cases/${of.id}/closure`,
    back: `/cases/${of.id}`,
    fields,
  })
}

export function followUpView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const [due] = of.followUpsDue
  const fields = html`${textarea({ name: 'summary', label: 'How is the person, in their own words where you can?' }, form)}
${dateInput({ name: 'at', label: 'When, if not today', hint: 'For example, 20 11 2026' }, form)}${verdictFields(form)}`
  return formOf(shown, form, {
    title: 'Record a follow-up',
    button: 'Record',
    path: `/cases/${of.id}/followups`,
    back: `/cases/${of.id}`,
    before:
      due &&
      html`<p class="govuk-body">Due on ${dayInWords(due.on)}: ${dueNames[due.because as keyof typeof dueNames]}.</p>`,
    fields,
  })
}

export interface ForReopening extends OfCase {
  posts: {
    post: { id: number; name: string }
    holder?: string
    reasons: string[]
    cover: { sentence: string }
  }[]
}

export function reopeningView(shown: ForReopening, form: Form): Shown {
  const { of, posts } = shown
  const choices = posts.map(({ post, holder, reasons, cover }) => ({
    value: String(post.id),
    text: holder ? `${post.name}: ${holder}` : post.name,
    hint: `${reasons.join('. ')}. ${cover.sentence}.`,
  }))
  return formOf(shown, form, {
    title: 'Begin again',
    button: 'Open a new case',
    path: `/cases/${of.id}/reopening`,
    back: `/cases/${of.id}`,
    before: html`<p class="govuk-body">A new case of the same person, linked to this one. This one stays as it was closed. What they agreed to is asked again.</p>`,
    fields: html`${radios({ name: 'post', label: 'Who should support this person now?', size: 'm', items: choices }, form)}
${textarea({ name: 'because', label: 'If you choose another than the first: why?', hint: 'Kept sealed with the case.', rows: 2 }, form)}`,
  })
}

export function involvementView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const fields = radios(
    { name: 'involvedAs', label: 'Why does the hub know this person?', items: named(involvementNames) },
    form,
  )
  return formOf(shown, form, {
    title: 'Victim, witness or family',
    button: 'Save',
    path: `/people/${of.person.id}/involvement`,
    back: `/cases/${of.id}`,
    fields,
  })
}
