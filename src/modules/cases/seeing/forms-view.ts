import { exclusionNames, restrictionNames } from '../../people/index.ts'
import { checkboxes, postForm, radios, select, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import { named } from '../form-view.ts'
import type { Choosing, Seen } from './about.ts'

type At = Pick<Looking, 'at' | 'actor'>

interface Asked {
  title: string
  path: string
  before?: Html
  fields?: Html
  button: Html
}

function asking({ who, of, reference }: Seen, form: Form, { at }: At, asked: Asked): Shown {
  const { title, path, before, fields, button } = asked
  return {
    title: `${title}: ${reference}`,
    back: { href: `/people/${who.id}/members`, text: 'Who may see this person' },
    bar: of && identityBar(of, at),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">${title}</h1>
${before}${postForm({ action: `/people/${who.id}/${path}`, form }, html`${fields}${button}`)}</div></div>`,
  }
}

/** What a restriction does, before anybody decides on it. */
const effects = html`<ul class="govuk-list govuk-list--bullet">
<li>Only you and the colleagues you name see this person: their case, plan, history and referral.</li>
<li>For everybody else it is as if there were no such person. They leave the open lists: Today, the queue, the cases.</li>
<li>Whoever holds the post and is not named gets no word of what is due. Name who will do the work, and somebody for nights and leave.</li>
<li>Safety warnings go on telling everybody in the hub what must not be used, and never for whom.</li>
<li>Of those who referred them, only who sent the referral still reads it.</li>
<li>They are counted as before. Who looked stays kept.</li></ul>`

export function restrictionView(shown: Choosing, form: Form, looking: At): Shown {
  const { workers, who } = shown
  const others = workers.filter(
    ({ id }) => id !== looking.actor.id && !who.excluded.some(({ member }) => member === id),
  )
  return asking(shown, form, looking, {
    title: 'Restrict to named colleagues',
    path: 'restriction',
    before: effects,
    fields: html`${radios({ name: 'because', label: 'Why?', size: 'm', items: named(restrictionNames) }, form)}
${checkboxes(
  {
    name: 'members',
    label: 'Who may see them besides you?',
    size: 'm',
    small: true,
    items: others.map(({ id, name, holds }) => ({
      value: id,
      text: name,
      ...(holds && { hint: 'Holds the post of this case' }),
    })),
  },
  form,
)}`,
    button: submit({ text: 'Restrict', kind: 'warning' }),
  })
}

export function liftView(shown: Seen, form: Form, looking: At): Shown {
  return asking(shown, form, looking, {
    title: 'Lift the restriction',
    path: 'restriction/end',
    before: govuk.warningText({
      text: 'Every co-ordinator and manager of the hub, and whoever is on call, sees this person again, with all that was recorded meanwhile. Who is excluded stays excluded.',
      iconFallbackText: 'Warning',
    }),
    button: submit({ text: 'Lift the restriction', kind: 'warning' }),
  })
}

export function namingView(shown: Choosing, form: Form, looking: At): Shown {
  const { workers, who } = shown
  const left = workers.filter(
    ({ id }) =>
      !who.members.some((one) => one.id === id) && !who.excluded.some(({ member }) => member === id),
  )
  return asking(shown, form, looking, {
    title: 'Name another colleague',
    path: 'named-members',
    before: html`<p class="govuk-body">They see everything about this person from now on, also what was recorded before.</p>`,
    fields: select({ name: 'member', label: 'Who?', items: choice(left) }, form),
    button: submit({ text: 'Name this colleague' }),
  })
}

export function takingOffView(shown: Seen, form: Form, looking: At): Shown {
  const { who } = shown
  const others = who.members.filter(({ id, because }) => because === 'restricted' && id !== looking.actor.id)
  return asking(shown, form, looking, {
    title: 'Take a colleague off',
    path: 'named-members/endings',
    before: html`<p class="govuk-body">They see nothing of this person any more. You stay named: somebody has to be able to lift the restriction.</p>`,
    fields: select({ name: 'member', label: 'Who?', items: choice(others) }, form),
    button: submit({ text: 'Take off', kind: 'warning' }),
  })
}

export function exclusionView(shown: Choosing, form: Form, looking: At): Shown {
  const { workers, who } = shown
  const left = workers.filter(({ id }) => !who.excluded.some(({ member }) => member === id))
  return asking(shown, form, looking, {
    title: 'Exclude a worker',
    path: 'exclusions',
    before: html`<p class="govuk-body">From the next moment they see nothing of this person, whatever their role, also when they are named or on call. They are not told why. Safety warnings still tell them what must not be used.</p>
<p class="govuk-body">Say it of yourself as well, when you know the person or their family: you will not see them any more.</p>`,
    fields: html`${select({ name: 'member', label: 'Who must not be involved?', items: choice(left) }, form)}
${radios({ name: 'askedBy', label: 'Who asked for this?', size: 'm', items: named(exclusionNames) }, form)}`,
    button: submit({ text: 'Exclude this worker', kind: 'warning' }),
  })
}

const choice = (workers: readonly { id: string; name: string }[]) => [
  { value: '', text: 'Choose a colleague' },
  ...workers.map(({ id, name }) => ({ value: id, text: name })),
]
