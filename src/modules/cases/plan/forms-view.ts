import {
  dateInput,
  hidden,
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
import { dayInWords } from '../../../web/dates.ts'
import { identityBar } from '../case-view.ts'
import { formOf, items, named, type Choices, type OfCase } from '../form-view.ts'
import { answerNames, deciderNames, outcomeNames } from '../words.ts'
import { pounds } from './views.ts'

const planOf = (id: string) => `/cases/${id}/plan`

export function needView(shown: OfCase, form: Form): Shown {
  const { id } = shown.of
  const fields = html`${radios({ name: 'kind', label: 'What do they need?', items: items(shown.choices), small: true }, form)}
${textarea({ name: 'goal', label: 'The goal, in their own words', rows: 3 }, form)}`
  return formOf(shown, form, {
    title: 'Add a need',
    button: 'Add to the plan',
    path: `/cases/${id}/needs`,
    back: planOf(id),
    fields,
  })
}

export interface ForAction extends OfCase {
  budgets: Choices
  posts: { id: number; name: string }[]
}

/** Asked for a child and for "not sure" alike: the rule itself is in the database. */
function councilField(form: Form): Html {
  return textInput(
    {
      name: 'councilAgreement',
      label: 'Who at the council agreed?',
      hint: 'A child, or somebody who may be one, is not placed in a hotel or with adults without the council’s named agreement.',
      dir: 'auto',
    },
    form,
  )
}

export function actionView(shown: ForAction, form: Form): Shown {
  const { of, choices, budgets, posts } = shown
  const needs = of.needs.map(({ id, label, goal }) => ({
    value: id,
    text: goal ? `${label}: ${goal}` : label,
  }))
  const fields = html`${select({ name: 'kind', label: 'What will be done?', items: [{ value: '', text: 'Choose an action' }, ...items(choices)] }, form)}
${of.mayBeAChild && councilField(form)}
${needs.length > 0 && select({ name: 'need', label: 'Which need is it for?', items: [{ value: '', text: 'No need in particular' }, ...needs] }, form)}
${textInput({ name: 'goal', label: 'What it is for, in their words', dir: 'auto' }, form)}
${dateInput({ name: 'promisedBy', label: 'Promised by', hint: 'For example, 3 12 2026' }, form)}
${textInput({ name: 'provider', label: 'Who will do it' }, form)}
${select({ name: 'owner', label: 'Which post promises it?', items: [{ value: '', text: `${of.post.name} (the post of the case)` }, ...posts.map(({ id, name }) => ({ value: String(id), text: name }))] }, form)}
${textInput({ name: 'cost.pence', label: 'Cost', prefix: '£', width: 5, inputmode: 'decimal' }, form)}
${select({ name: 'budget', label: 'Who pays?', items: [{ value: '', text: 'Not known yet' }, ...items(budgets)] }, form)}`
  return formOf(shown, form, {
    title: 'Add an action',
    button: 'Add to the plan',
    path: `/cases/${of.id}/actions`,
    back: planOf(of.id),
    fields,
  })
}

/** Two taps: the button on the case, and this one. Nothing here waits for anybody's approval. */
export function bedView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const fields = html`${hidden('kind', form)}${hidden('need', form)}${hidden('promisedBy', form)}
${of.mayBeAChild && councilField(form)}
${textInput({ name: 'provider', label: 'Where, if you know it already', hint: 'The kind of place is enough. You can say it later.', dir: 'auto' }, form)}
${textInput({ name: 'cost.pence', label: 'Cost', prefix: '£', width: 5, inputmode: 'decimal' }, form)}`
  return formOf(shown, form, {
    title: 'Bed tonight',
    button: 'Promise a bed tonight',
    path: `/cases/${of.id}/bed-tonight`,
    back: `/cases/${of.id}`,
    before: html`<p class="govuk-body-l">Spent first, approved after. You do not need to ask anybody before you book.</p>`,
    fields,
  })
}

export interface ForOutcome extends OfCase {
  actionId: string
}

export function outcomeView(shown: ForOutcome, form: Form): Shown {
  const { of, actionId, choices } = shown
  const action = of.actions.find(({ id }) => id === actionId)
  const why = html`${select({ name: 'refusal', label: 'Why did the provider say no?', items: [{ value: '', text: 'No reason was given' }, ...items(choices)] }, form)}`
  const outcomes = Object.entries(outcomeNames).map(([value, text]) => ({
    value,
    text,
    conditional: value === 'providerSaidNo' ? why : undefined,
  }))
  const fields = html`<p class="govuk-body">${action?.label}${action?.provider && html`: <bdi>${action.provider}</bdi>`}</p>
${action?.held && heldHere(actionId, form)}
${radios({ name: 'outcome', label: 'What came of it?', items: outcomes }, form)}
${textarea({ name: 'reason', label: 'The reason, when it was not done', rows: 2 }, form)}
${dateInput({ name: 'at', label: 'When, if not today', hint: 'For example, 20 11 2026' }, form)}`
  return formOf(shown, form, {
    title: 'What came of it',
    button: 'Record',
    path: `/actions/${actionId}/outcome`,
    back: planOf(of.id),
    fields,
  })
}

function heldHere(actionId: string, form: Form): Html {
  return html`${govuk.insetText({ html: html`Somebody who exploits them could notice this. <a class="govuk-link" href="/actions/${actionId}/check">Answer the short list first</a>, or say that it could not wait.` })}
${radios({ name: 'goingNow', label: 'Could it wait?', items: [{ value: 'yes', text: 'Life or wage at stake, going now' }], small: true }, form)}`
}

export interface ForCheck extends OfCase {
  actionId: string
}

export function checkView(shown: ForCheck, form: Form): Shown {
  const { of, at, actionId } = shown
  const action = of.actions.find(({ id }) => id === actionId)
  const path = `/actions/${actionId}/check`
  const authorities = of.agreements.filter(
    ({ purpose, given, withdrawnAt, expiresOn }) =>
      purpose === 'authority' &&
      given === 'yes' &&
      !withdrawnAt &&
      (expiresOn ?? '') >= at.toISOString().slice(0, 10),
  )
  const known = named(answerNames)
  return {
    title: 'Before anyone acts',
    bar: identityBar(of, at),
    back: { href: planOf(of.id) },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Before anyone acts</h1>
<p class="govuk-body-l">${action?.label}: somebody who exploits them could notice this.</p>
${postForm({ action: path, form }, html`<input type="hidden" name="goingNow" value="yes">${submit({ text: 'Life or wage at stake, going now', kind: 'warning' })}`)}
<h2 class="govuk-heading-m">Or answer the short list</h2>
${postForm(
  { action: path, form },
  html`${radios({ name: 'safeNow', label: 'Is the person safe now?', items: known, inline: true, small: true }, form)}
${radios({ name: 'othersThere', label: 'Is somebody else still there?', items: known, inline: true, small: true }, form)}
${radios({ name: 'familyAtRisk', label: 'Is family at risk?', items: known, inline: true, small: true }, form)}
${radios({ name: 'policeOperation', label: 'Is a police operation planned?', items: known, inline: true, small: true }, form)}
${radios({ name: 'decision', label: 'Go or wait?', items: named({ go: 'Go', wait: 'Wait' }), inline: true, small: true }, form)}
${radios({ name: 'decidedBy', label: 'Who decided?', items: named(deciderNames), small: true }, form)}
${action?.needsAuthority && authorityField(of.id, authorities, form)}
${textarea({ name: 'words', label: 'Anything else that matters', rows: 2 }, form)}
${submit({ text: 'Record' })}`,
)}</div></div>`,
  }
}

function authorityField(caseId: string, authorities: OfCase['of']['agreements'], form: Form): Html {
  const hint = html`No bank talks without it. <a class="govuk-link" href="/cases/${caseId}/agreements/new?purpose=authority">Record a signed authority</a>`
  const kept = authorities.map(({ id, recipient = '', expiresOn = '' }) => ({
    value: id,
    text: `${recipient}, until ${dayInWords(expiresOn)}`,
  }))
  return select(
    {
      name: 'authority',
      label: 'Which signed authority?',
      hint,
      items: [{ value: '', text: kept.length ? 'Choose an authority' : 'None is recorded yet' }, ...kept],
    },
    form,
  )
}

export function approvalView(shown: ForOutcome, form: Form): Shown {
  const { of, actionId } = shown
  const action = of.actions.find(({ id }) => id === actionId)
  const fields = html`<p class="govuk-body">${action?.label}: ${pounds(action?.cost?.pence ?? 0)}. It was spent first: approving it blocks nothing.</p>`
  return formOf(shown, form, {
    title: 'Approve the cost',
    button: 'Approve',
    path: `/actions/${actionId}/approval`,
    back: planOf(of.id),
    fields,
  })
}
