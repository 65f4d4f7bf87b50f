import type { z } from 'zod'
import { hasRole } from '../../kernel/session.ts'
import { momentInWords } from '../../web/dates.ts'
import { dateInput, postForm, radios, submit, textInput, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import type { notice, notices } from './queries.ts'

type List = z.infer<typeof notices.output>
type Item = List['waiting'][number]

const colours = { running: 'blue', overdue: 'red', met: 'green', late: 'orange' } as const

const tag = ({ state, clock }: Item): Html =>
  govuk.tag({ text: `${clock[0]?.toUpperCase()}${clock.slice(1)}`, classes: `govuk-tag--${colours[state]}` })

function table(caption: string, items: Item[]): Html {
  return html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="${caption}">${govuk.table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    head: ['Received', 'Crime recorded', 'Due by', 'What to do'].map((text) => ({ text })),
    rows: items.map((item) => [
      { text: momentInWords(item.receivedAt) },
      { html: tag(item) },
      { text: momentInWords(item.dueAt) },
      {
        html: html`<a class="govuk-link" href="/notices/${item.id}">Open<span class="govuk-visually-hidden"> the notice received ${momentInWords(item.receivedAt)}</span></a>`,
      },
    ]),
  })}</div>`
}

export function noticesView({ waiting, recorded, more, spoc }: List, { actor }: Looking): Shown {
  const manager = hasRole(actor, 'manager')
  return {
    title: 'Home Office notices',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Home Office notices</h1>
<p class="govuk-body">The single point of contact is ${spoc ? html`<bdi>${spoc}</bdi>` : html`not named yet`}.
${manager && html`<a class="govuk-link" href="/notices/spoc">${spoc ? 'Name someone else' : 'Name someone'}</a>`}</p>
${govuk.button({ text: 'Enter a notice', href: '/notices/new' })}
${waiting.length === 0 ? html`<p class="govuk-body">Every notice has its crime reference.</p>` : table('Without a crime reference', waiting)}
${more && html`<p class="govuk-body">There are more. They appear as these are dealt with.</p>`}
${recorded.length > 0 && table('With a crime reference', recorded)}`,
  }
}

const time = (name: string, form: Form) =>
  textInput(
    { name, label: 'At what time?', hint: 'On the clock, like 14:05', width: 5, spellcheck: false },
    form,
  )

export function enterNoticeView(_: object, form: Form): Shown {
  return {
    title: 'Enter a notice',
    back: { href: '/notices', text: 'Home Office notices' },
    body: html`<h1 class="govuk-heading-l">Enter a notice</h1>
<p class="govuk-body">From the e-mail that the Home Office sent to the force about a referral to the National Referral Mechanism (NRM).</p>
${postForm(
  { action: '/notices/new', form },
  html`${textInput({ name: 'nrmReference', label: 'NRM reference', width: 20, spellcheck: false }, form)}
${dateInput({ name: 'receivedOn', label: 'On what day did the force receive it?', hint: 'Like 27 11 2026' }, form)}
${time('receivedTime', form)}
${submit({ text: 'Save and start the clock' })}`,
)}`,
  }
}

export function noticeView(found: z.infer<typeof notice.output>, form: Form): Shown {
  const { id, rule, receivedAt, dueAt, recordedAt, nrmReference, crimeReference } = found
  const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { html: html`${value}` } })
  return {
    title: 'Home Office notice',
    back: { href: '/notices', text: 'Home Office notices' },
    body: html`<h1 class="govuk-heading-l">Home Office notice</h1>
${govuk.summaryList({
  rows: [
    row('NRM reference', html`<bdi>${nrmReference}</bdi>`),
    row('Received', momentInWords(receivedAt)),
    row('Clock', tag(found)),
    row('Due by', momentInWords(dueAt)),
    row('Rule', html`${rule.label} (version ${rule.version}, every hour of the calendar counts)`),
    ...(recordedAt && crimeReference
      ? [
          row('Crime recorded', momentInWords(recordedAt)),
          row('Crime reference', html`<bdi>${crimeReference}</bdi>`),
        ]
      : []),
  ],
})}
${!rule.confirmed && govuk.insetText({ text: `Not confirmed by a practitioner yet. ${rule.source}.` })}
${
  !recordedAt &&
  html`<h2 class="govuk-heading-m">The crime was recorded</h2>
${postForm(
  { action: `/notices/${id}`, form },
  html`${textInput({ name: 'crimeReference', label: 'Crime reference', width: 20, spellcheck: false }, form)}
${dateInput({ name: 'recordedOn', label: 'On what day was it recorded?', hint: 'Like 27 11 2026' }, form)}
${time('recordedTime', form)}
${submit({ text: 'Save' })}`,
)}`
}`,
  }
}

export function spocView({ members }: { members: { id: string; name: string }[] }, form: Form): Shown {
  return {
    title: 'Name the single point of contact',
    back: { href: '/notices', text: 'Home Office notices' },
    body: html`<h1 class="govuk-heading-l">Name the single point of contact</h1>
${
  members.length === 0
    ? html`<p class="govuk-body">Nobody is an investigator yet. An administrator gives that role.</p>`
    : postForm(
        { action: '/notices/spoc', form },
        html`${radios({ name: 'member', label: 'Who answers for the notices?', size: 'm', items: members.map(({ id, name }) => ({ value: id, text: name })) }, form)}
${submit({ text: 'Save' })}`,
      )
}`,
  }
}
