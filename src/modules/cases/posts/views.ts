/** The forms a manager keeps posts by. */
import { languageChoices } from '../../people/index.ts'
import { NotFound } from '../../../kernel/errors.ts'
import {
  checkboxes,
  dateInput,
  postForm,
  radios,
  select,
  submit,
  textInput,
  type Form,
} from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import type { Board } from './pages/board.ts'
import { communityChoices } from './pages/wishes.ts'

export interface Worker {
  id: string
  name: string
}
type Holder = Board['items'][number]['holders'][number]

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (text, i) => ({
    value: String(i + 1),
    text,
  }),
)
const posts = ({ items }: Board) => items.map(({ id, name }) => ({ value: String(id), text: name }))
const people = (workers: Worker[]) => [
  { value: '', text: 'Choose a worker' },
  ...workers.map(({ id, name }) => ({ value: id, text: name })),
]
const dayHint = 'For example, 3 12 2026'
const days = (form: Form) =>
  checkboxes({ name: 'weekdays', label: 'On which days?', small: true, items: weekdays }, form)

interface Asking {
  title: string
  action: string
  button: string
  fields: Html
}

function asking(
  { title, action, button, fields }: Asking,
  form: Form,
  back = { href: '/posts', text: 'Posts' },
): Shown {
  return {
    title,
    back,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">${title}</h1>
${postForm({ action, form }, html`${fields}${submit({ text: button })}`)}</div></div>`,
  }
}

const room = (form: Form) =>
  textInput(
    {
      name: 'capacity',
      label: 'Room, in cases by weight',
      hint: 'A standard case weighs 1.',
      width: 3,
      inputmode: 'numeric',
    },
    form,
  )

export function newPostView(_: object, form: Form): Shown {
  const fields = html`${textInput({ name: 'name', label: 'Name of the post', hint: 'What it is, not who holds it' }, form)}${room(form)}`
  return asking({ title: 'Add a post', action: '/posts/new', button: 'Add the post', fields }, form)
}

export function capacityView(board: Board, form: Form): Shown {
  const fields = html`${radios({ name: 'post', label: 'Which post?', items: posts(board) }, form)}${room(form)}`
  return asking(
    { title: 'Change the room of a post', action: '/posts/capacity', button: 'Change', fields },
    form,
  )
}

export function holdingView({ board, workers }: { board: Board; workers: Worker[] }, form: Form): Shown {
  const fields = html`${radios({ name: 'post', label: 'Which post?', items: posts(board), hint: 'A post may be shared: each half is entered by itself.' }, form)}
${select({ name: 'member', label: 'Who?', items: people(workers) }, form)}${days(form)}
${dateInput({ name: 'from', label: 'From', hint: dayHint }, form)}
${dateInput({ name: 'until', label: 'Until, if you know', hint: dayHint }, form)}`
  return asking({ title: 'Somebody begins in a post', action: '/holdings', button: 'Save', fields }, form)
}

/** The holding of a board by its id. Errors: NotFound. */
export function holdingIn({ items }: Board, id: string): Holder & { post: string } {
  const found = items
    .flatMap(({ name, holders }) => holders.map((holder) => ({ ...holder, post: name })))
    .find(({ holding }) => holding === id)
  if (!found) throw new NotFound()
  return found
}

const whose = ({ name, post }: Holder & { post: string }) =>
  html`<p class="govuk-body"><bdi>${name}</bdi>, ${post}</p>`

export function weekdaysView(holder: Holder & { post: string }, form: Form): Shown {
  const fields = html`${whose(holder)}${days(form)}`
  return asking(
    { title: 'Change the days', action: `/holdings/${holder.holding}/weekdays`, button: 'Change', fields },
    form,
  )
}

export function endView(holder: Holder & { post: string }, form: Form): Shown {
  const fields = html`${whose(holder)}<p class="govuk-body">The cases stay with the post.</p>
${dateInput({ name: 'until', label: 'Their last day in this post', hint: dayHint }, form)}`
  return asking(
    { title: 'Somebody leaves a post', action: `/holdings/${holder.holding}/end`, button: 'Save', fields },
    form,
  )
}

export function leaveView({ workers }: { workers: Worker[] }, form: Form): Shown {
  const fields = html`${select({ name: 'member', label: 'Who is away?', items: people(workers) }, form)}
${dateInput({ name: 'from', label: 'First day away', hint: dayHint }, form)}${dateInput({ name: 'until', label: 'Last day away', hint: dayHint }, form)}`
  return asking({ title: 'Plan leave', action: '/leave', button: 'Save', fields }, form)
}

/** A leave of a board by its id. Errors: NotFound. */
export function leaveIn({ items }: Board, id: string): { id: string } {
  const found = items
    .flatMap(({ holders }) => holders.flatMap(({ leave }) => leave))
    .find((leave) => leave.id === id)
  if (!found) throw new NotFound()
  return found
}

export function leaveBackView({ id }: { id: string }, form: Form): Shown {
  const fields = html`<p class="govuk-body">They will be there on those days, and cover is reckoned again.</p>`
  return asking(
    { title: 'Take back leave', action: `/leave/${id}/withdrawal`, button: 'They are not away', fields },
    form,
  )
}

interface Described {
  id: string
  name: string
  languages: { code: string }[]
  communities?: string[]
}
const levels = [
  { value: '', text: 'How well?' },
  { value: 'first', text: 'First language' },
  { value: 'fluent', text: 'Fluent' },
  { value: 'some', text: 'Some' },
]
const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]

export function languagesView(
  { id, name, languages: spoken, communities = [] }: Described,
  form: Form,
): Shown {
  const rows = Array.from({ length: Math.max(spoken.length, form.typed.count('languages')) + 2 }, (_, i) => i)
  const given = communityChoices.filter(({ value }) => communities.includes(value)).map(({ text }) => text)
  const fields = html`<p class="govuk-body"><bdi>${name}</bdi>. Only “first language” and “fluent” are used for the match. Leave a line empty to take it off.</p>
${rows.map((n) => html`<div class="waymark-pair">${select({ name: `languages.${n}.code`, label: `Language ${n + 1}`, items: languages }, form)}${select({ name: `languages.${n}.level`, label: `How well, language ${n + 1}`, items: levels }, form)}</div>`)}
${given.length > 0 && govuk.insetText({ text: `Communities they gave themselves: ${given.join(', ')}. The match keeps them apart from people who asked for it. Tell nobody else.` })}`
  return asking({ title: 'Languages', action: `/members/${id}/languages`, button: 'Save', fields }, form)
}

export function aboutMeView({ communities = [] }: Described, form: Form): Shown {
  const rows = Array.from({ length: Math.max(communities.length, 1) + 1 }, (_, i) => i)
  const fields = html`<p class="govuk-body">You do not have to answer. Some people we support ask for a woman or a man, or ask that nobody from a certain community hears of them.</p>
${radios(
  {
    name: 'gender',
    label: 'Are you a woman or a man?',
    hint: 'Used for such a wish, and to write “she” or “he”. Colleagues can see it.',
    items: [
      { value: 'woman', text: 'A woman' },
      { value: 'man', text: 'A man' },
      { value: 'notSaid', text: 'I would rather not say' },
    ],
  },
  form,
)}
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Communities you belong to</legend>
<div class="govuk-hint">You and your managers can see this, and nobody else. The match uses it to keep you apart from people who asked for it, without saying why.</div>
${rows.map((n) => select({ name: `communities.${n}`, label: `Community ${n + 1}`, items: communityChoices }, form))}</fieldset>`
  return asking({ title: 'About you', action: '/about-me', button: 'Save', fields }, form)
}
