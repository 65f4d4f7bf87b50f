/**
 * What a view builds a form from: the official macros, filled with exactly what was typed and what is wrong
 * with it.
 */
import type { Problem, Typed } from './decode.ts'
import type { Fieldset, Label } from './govuk.gen.ts'
import { govuk } from './govuk.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** What a page hands to its view: what was typed, what is wrong, and the two hidden values of a safe POST. */
export type Form = { typed: Typed; problems: readonly Problem[]; key: string; csrf: string }

/** What every question has. `heading`: the question is the page's h1. */
export type Question = {
  name: string
  label: string
  hint?: string | Html
  heading?: boolean
  size?: 's' | 'm' | 'l'
  classes?: string
}

export type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30
export type Choice =
  | {
      value: string
      text: string
      hint?: string | Html
      conditional?: Html
      alone?: boolean
      divider?: undefined
    }
  | { divider: string }

/** The box at the top of a refused page: each line leads to its field. Nothing when nothing is wrong. */
export function errorSummary(problems: readonly Problem[], titleText = 'There is a problem'): Html {
  if (problems.length === 0) return html``
  const errorList = problems.map(({ field, message }) => ({
    text: message,
    href: field ? `#${idOf(field)}` : undefined,
  }))
  return govuk.errorSummary({ titleText, errorList })
}

export type TextInput = Question & {
  width?: Width
  type?: 'text' | 'tel' | 'email' | 'search' | 'password'
  inputmode?: 'numeric' | 'decimal' | 'tel' | 'email'
  autocomplete?: string
  spellcheck?: boolean
  prefix?: string
  suffix?: string
  dir?: 'auto' | 'ltr'
}

/** One line of text. */
export function textInput(question: TextInput, form: Form): Html {
  const { name, width, type, inputmode, autocomplete, spellcheck, prefix, suffix, dir } = question
  return govuk.input({
    ...common(question, form),
    label: labelOf(question),
    name,
    type,
    inputmode,
    autocomplete,
    spellcheck,
    value: form.typed.get(name) || undefined,
    prefix: prefix ? { text: prefix } : undefined,
    suffix: suffix ? { text: suffix } : undefined,
    classes: classes(question.classes, width && `govuk-input--width-${width}`),
    attributes: dir ? { dir } : undefined,
  })
}

/** Several lines of text, in any script. With `maxlength`, what is left is counted as one types. */
export function textarea(question: Question & { rows?: number; maxlength?: number }, form: Form): Html {
  const { name, rows = 4, maxlength } = question
  const options = {
    ...common(question, form),
    label: labelOf(question),
    name,
    rows,
    value: form.typed.get(name),
    classes: question.classes,
    attributes: { dir: 'auto' },
  }
  return maxlength ? govuk.characterCount({ ...options, maxlength, threshold: 75 }) : govuk.textarea(options)
}

/** One of a few. */
export function radios(
  question: Question & { items: readonly Choice[]; inline?: boolean; small?: boolean },
  form: Form,
): Html {
  const { id, ...options } = common(question, form)
  const { name, inline, small } = question
  return govuk.radios({
    ...options,
    idPrefix: id,
    name,
    fieldset: fieldsetOf(question),
    value: form.typed.get(name),
    items: question.items.map(choice),
    classes: classes(question.classes, inline && 'govuk-radios--inline', small && 'govuk-radios--small'),
  })
}

/** Any number of a few. `alone` marks "None of these", which clears the others. */
export function checkboxes(
  question: Question & { items: readonly Choice[]; small?: boolean },
  form: Form,
): Html {
  const { id, ...options } = common(question, form)
  const { name, small } = question
  return govuk.checkboxes({
    ...options,
    idPrefix: id,
    name,
    fieldset: fieldsetOf(question),
    values: form.typed.all(name),
    items: question.items.map(choice),
    classes: classes(question.classes, small && 'govuk-checkboxes--small'),
  })
}

/** One of many. The first, empty choice is yours to give: `{ value: '', text: 'Choose a language' }`. */
export function select(
  question: Question & { items: readonly { value: string; text: string }[] },
  form: Form,
): Html {
  const { name, items } = question
  return govuk.select({
    ...common(question, form),
    label: labelOf(question),
    name,
    value: form.typed.get(name),
    items,
    classes: question.classes,
  })
}

/** Three boxes for a day. The summary's link leads to the first box, so that one carries the field's id. */
export function dateInput(question: Question & { birth?: boolean }, form: Form): Html {
  const { id, ...options } = common(question, form)
  const box = (name: string) => ({
    name,
    id: name === 'day' ? id : `${id}-${name}`,
    value: form.typed.get(`${question.name}-${name}`) || undefined,
    autocomplete: question.birth ? `bday-${name}` : undefined,
  })
  return govuk.dateInput({
    ...options,
    id: `${id}-date`,
    namePrefix: question.name,
    fieldset: fieldsetOf(question),
    items: ['day', 'month', 'year'].map(box),
    classes: question.classes,
  })
}

/** A value the person does not see: of this form, unless given. */
export function hidden(name: string, form: Form, value: string = form.typed.get(name)): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

export type Submit = {
  text: string
  name?: string
  value?: string
  kind?: 'secondary' | 'warning'
  classes?: string
}

/**
 * The button that sends the form. Twice in a second counts as once, on top of the key that makes it once for
 * ever.
 */
export function submit({ text, name, value, kind, classes: more }: Submit): Html {
  return govuk.button({
    text,
    name,
    value,
    preventDoubleClick: true,
    classes: classes(more, kind && `govuk-button--${kind}`),
  })
}

/** The form itself. `novalidate`: the browser's own messages are in its language, not in the person's. */
export function postForm({ action, form }: { action: string; form: Form }, body: Html): Html {
  return html`<form method="post" action="${action}" novalidate>
<input type="hidden" name="_csrf" value="${form.csrf}"><input type="hidden" name="_key" value="${form.key}">
${body}
</form>`
}

/** The id of a field: `people.0.calledName` is `people-0-calledName`. */
export function idOf(name: string): string {
  return name.replaceAll('.', '-')
}

function common({ name, hint }: Question, { problems }: Form) {
  const message = problems.find(({ field }) => field === name)?.message
  return {
    id: idOf(name),
    hint: hintOf(hint),
    errorMessage: message ? { text: message } : undefined,
  }
}

function hintOf(hint: string | Html | undefined) {
  if (hint === undefined) return undefined
  return typeof hint === 'string' ? { text: hint } : { html: hint }
}

function labelOf({ label, heading, size = heading ? 'l' : undefined }: Question): Label {
  return { text: label, isPageHeading: heading, classes: size && `govuk-label--${size}` }
}

function fieldsetOf({ label, heading, size = heading ? 'l' : 's' }: Question): Fieldset {
  return { legend: { text: label, isPageHeading: heading, classes: `govuk-fieldset__legend--${size}` } }
}

function choice(one: Choice) {
  if (one.divider !== undefined) return { divider: one.divider }
  return {
    value: one.value,
    text: one.text,
    hint: hintOf(one.hint),
    conditional: one.conditional ? { html: one.conditional } : undefined,
    behaviour: one.alone ? 'exclusive' : undefined,
  }
}

function classes(...names: (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
