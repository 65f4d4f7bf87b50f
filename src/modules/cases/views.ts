import type { z } from 'zod'
import { channelNames, languageChoices } from '../people/index.ts'
import { dayInWords } from '../../web/dates.ts'
import {
  dateInput,
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
import { identityBar } from './case-view.ts'
import type { CaseWithPlan } from './case-query.ts'
import type { openCases, postsForReferral } from './queries.ts'
import { bridgeNames, givenNames, outcomeNames } from './words.ts'

export type Choices = { kind: string; label: string }[]
interface OfCase {
  of: CaseWithPlan
  choices: Choices
}

const items = (choices: Choices) => choices.map(({ kind, label }) => ({ value: kind, text: label }))
const named = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]

export function casesView({ items, next }: z.infer<typeof openCases.output>): Shown {
  return {
    title: 'Cases',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Open cases</h1>
${
  items.length === 0
    ? html`<p class="govuk-body">There are no open cases. Accept a referral to begin one.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Open cases">${govuk.table({
        caption: 'Oldest first',
        captionClasses: 'govuk-visually-hidden',
        head: [
          { text: 'Case' },
          { text: 'Post' },
          { text: 'Opened' },
          { text: 'Promised, not done yet', format: 'numeric' },
        ],
        rows: items.map(({ id, reference, post, openedAt, promised }) => [
          { html: html`<a class="govuk-link" href="/cases/${id}">${reference}</a>` },
          { text: post },
          { text: dayInWords(openedAt) },
          { text: String(promised), format: 'numeric' },
        ]),
      })}</div>`
}
${next && govuk.pagination({ next: { href: `/cases?after=${next}`, text: 'Next', labelText: 'More cases' } })}`,
  }
}

type Posts = z.infer<typeof postsForReferral.output> & { id: string }

/** Posts with their reasons, the best first and chosen. */
export function acceptanceView({ id, items: posts }: Posts, form: Form): Shown {
  return {
    title: 'Choose a post',
    back: { href: `/referrals/${id}` },
    body: html`<h1 class="govuk-heading-l">Who should support this person?</h1>
${postForm(
  { action: `/referrals/${id}/acceptance`, form },
  html`${radios(
    {
      name: 'post',
      label: 'Posts, the best fit first',
      hint: 'By language first, then by room. Nobody is suggested in a language the person refused.',
      size: 'm',
      items: posts.map(({ post, holder, reasons, cover }) => ({
        value: String(post.id),
        text: holder ? `${post.name}: ${holder}` : post.name,
        hint: `${reasons.join('. ')}. ${cover.sentence}.`,
      })),
    },
    form,
  )}
${textarea({ name: 'because', label: 'If you choose another than the first: why?', hint: 'Write about the posts, not about the person.', rows: 2 }, form)}
${submit({ text: 'Accept the referral' })}`,
)}`,
  }
}

/** A form of a case: its bar above, one heading, the fields. */
function formOf(
  of: CaseWithPlan,
  path: string,
  form: Form,
  { title, button, fields }: { title: string; button: string; fields: Html },
): Shown {
  return {
    title,
    bar: identityBar(of),
    back: { href: `/cases/${of.id}` },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">${title}</h1>
${postForm({ action: path, form }, html`${fields}${submit({ text: button })}`)}</div></div>`,
  }
}

export function needView({ of, choices }: OfCase, form: Form): Shown {
  const fields = html`${radios({ name: 'kind', label: 'What do they need?', items: items(choices), small: true }, form)}
${textarea({ name: 'goal', label: 'The goal, in their own words', rows: 3 }, form)}`
  return formOf(of, `/cases/${of.id}/needs`, form, { title: 'Add a need', button: 'Add to the plan', fields })
}

export function actionView({ of, choices }: OfCase, form: Form): Shown {
  const needs = of.needs.map(({ id, label, goal }) => ({
    value: id,
    text: goal ? `${label}: ${goal}` : label,
  }))
  const fields = html`${select({ name: 'kind', label: 'What will be done?', items: [{ value: '', text: 'Choose an action' }, ...items(choices)] }, form)}
${needs.length > 0 && select({ name: 'need', label: 'Which need is it for?', items: [{ value: '', text: 'No need in particular' }, ...needs] }, form)}
${textInput({ name: 'goal', label: 'What it is for, in their words', dir: 'auto' }, form)}
${textInput({ name: 'provider', label: 'Who will do it' }, form)}
${dateInput({ name: 'promisedBy', label: 'Promised by', hint: 'For example, 3 12 2026' }, form)}
${textInput({ name: 'cost.pence', label: 'Cost', prefix: '£', width: 5, inputmode: 'decimal' }, form)}`
  return formOf(of, `/cases/${of.id}/actions`, form, {
    title: 'Add an action',
    button: 'Add to the plan',
    fields,
  })
}

export function outcomeView({ of, actionId }: { of: CaseWithPlan; actionId: string }, form: Form): Shown {
  const action = of.actions.find(({ id }) => id === actionId)
  const fields = html`<p class="govuk-body">${action?.label}${action?.provider && `: ${action.provider}`}</p>
${radios({ name: 'outcome', label: 'What came of it?', items: named(outcomeNames) }, form)}
${textarea({ name: 'reason', label: 'The reason, when it was not done', rows: 2 }, form)}
${dateInput({ name: 'at', label: 'When, if not today', hint: 'For example, 20 11 2026' }, form)}`
  return formOf(of, `/actions/${actionId}/outcome`, form, {
    title: 'What came of it',
    button: 'Record',
    fields,
  })
}

export function contactView({ of }: OfCase, form: Form): Shown {
  const fields = html`${radios({ name: 'channel', label: 'How?', items: named(channelNames), inline: true, small: true }, form)}
${radios({ name: 'reached', label: 'Did you reach them?', items: named({ true: 'Yes', false: 'No' }), inline: true }, form)}
${textInput({ name: 'withWhom', label: 'Who you spoke with', width: 20, dir: 'auto' }, form)}
${select({ name: 'language', label: 'In which language?', items: languages }, form)}
${radios({ name: 'bridge', label: 'How did you understand each other?', items: named(bridgeNames), small: true }, form)}
${textarea({ name: 'summary', label: 'What happened', rows: 3 }, form)}
${textInput({ name: 'next', label: 'What happens next' }, form)}`
  return formOf(of, `/cases/${of.id}/contacts`, form, { title: 'Record a contact', button: 'Record', fields })
}

export function agreementView({ of, choices }: OfCase, form: Form): Shown {
  const fields = html`${radios({ name: 'purpose', label: 'What was asked?', items: items(choices), small: true }, form)}
${textInput({ name: 'recipient', label: 'With whom, if it is about sharing' }, form)}
${radios({ name: 'given', label: 'What did they say?', hint: '“Not now” changes nothing about a bed, food, clothes or support.', items: named(givenNames), inline: true }, form)}
${select({ name: 'explainedIn', label: 'Explained in which language?', items: languages }, form)}
${textarea({ name: 'how', label: 'How it was explained', hint: 'Where, who else was there, rested and fed, and their own words.', rows: 3 }, form)}
<p class="govuk-body">A referral to the National Referral Mechanism does tell the Home Office. Say so when it is asked.</p>`
  return formOf(of, `/cases/${of.id}/agreements`, form, {
    title: 'Record what they agreed to',
    button: 'Record',
    fields,
  })
}

export function closureView({ of, choices }: OfCase, form: Form): Shown {
  const fields = html`${radios({ name: 'reason', label: 'Why is it closed?', items: items(choices), small: true }, form)}
${dateInput({ name: 'followUpOn', label: 'Follow up on', hint: 'For example, 3 12 2026' }, form)}`
  return formOf(of, `/cases/${of.id}/closure`, form, {
    title: 'Close the case',
    button: 'Close the case',
    fields,
  })
}

export function followUpView({ of }: OfCase, form: Form): Shown {
  const fields = textarea(
    { name: 'summary', label: 'How is the person, in their own words where you can?' },
    form,
  )
  return formOf(of, `/cases/${of.id}/followups`, form, {
    title: 'Record a follow-up',
    button: 'Record',
    fields,
  })
}
