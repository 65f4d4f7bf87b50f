import { languageName } from '../people/index.ts'
import { dayInWords, hourInWords, momentInWords, sinceInWords } from '../../web/dates.ts'
import { postForm, submit, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import { dialled } from '../../web/layout.ts'
import type { Looking, Shown } from '../../web/page.ts'
import { referenceBox } from '../../web/reference-box.ts'
import { doorName, riskTag } from '../referrals/index.ts'
import {
  comeBackRows,
  followUpRows,
  newRows,
  noteRows,
  promiseRows,
  quietRows,
  section,
  type Row,
} from './lists/views.ts'
import type { Today } from './today.ts'

export function todayView(
  { crises, alone, dangers, coordinator, manager }: Today,
  { at, form }: Looking,
): Shown {
  return {
    title: 'Today',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Today <span class="waymark-today__day">${dayInWords(at.toISOString())}</span></h1>
${crises.map((one) => crisis(one, at))}${alone.map((one) => overdue(one, at, form))}${referenceBox(form)}
<div class="waymark-today">${!manager && dangers.length > 0 && forEverybody(dangers, at)}${coordinator && forCoordinator(coordinator, at)}${manager && forManager(manager, dangers, at)}</div>${coordinator && !coordinator.quietMine.confirmed && html`<p class="govuk-hint">After how many days without contact a case is named here is to be confirmed by practitioners.</p>`}`,
  }
}

function crisis(
  { href, reference, since, words, askAgainAt, told }: Today['crises'][number],
  at: Date,
): Html {
  return html`<section class="waymark-today__top" aria-label="Open crisis"><p class="govuk-body"><strong>${words}</strong> <a class="govuk-link" href="${href}">${reference}</a>, since ${momentInWords(since)}.${askAgainAt && ` Ask again: ${momentInWords(askAgainAt)}.`}</p>${toldLine(told, at)}</section>`
}

function overdue(
  { id, reference, who, expectedBackAt, ring, told }: Today['alone'][number],
  at: Date,
  form: Form,
): Html {
  const number = ring
    ? html`<a class="govuk-link waymark-ring waymark-ltr" href="tel:${dialled(ring)}">${ring}</a>`
    : html`<a class="govuk-link" href="/visits/${id}">number</a>`
  return html`<section class="waymark-today__top" aria-label="Overdue from a lone visit"><p class="govuk-body"><strong>Ring <bdi>${who}</bdi> ${number}</strong></p>
<p class="govuk-body">Out alone on visit <a class="govuk-link" href="/visits/${id}">${reference}</a>, expected back ${sinceInWords(expectedBackAt, at)} ago. No answer: ring 999 and give the address of the visit.</p>${toldLine(told, at)}
${postForm({ action: `/visits/${id}/back`, form: { ...form, key: `${form.key}.${id}` } }, submit({ text: 'They are back', kind: 'secondary' }))}</section>`
}

/** For whoever has no list of all that waits: what cannot wait leads here from a message at night. */
function forEverybody(dangers: Today['dangers'], at: Date): Html {
  return section({
    id: 'dangers',
    title: 'Referrals that cannot wait',
    rows: dangers.map(({ id, reference, since, reasons, told }) => ({
      what: reasons.join('. '),
      about: [
        html`<a class="govuk-link" href="/referrals/${id}">${reference}</a>`,
        waited(since, at),
        toldWords(told, at),
      ],
      act: { text: 'Choose a post', href: `/referrals/${id}/acceptance`, hidden: `: ${reference}` },
    })),
    empty: '',
  })
}

const toldLine = (told: Told, at: Date): Html | false =>
  told.length > 0 && html`<p class="govuk-body-s">${toldWords(told, at)}.</p>`

type Told = Today['dangers'][number]['told']

/** Who was told, by e-mail that said only where to look. */
function toldWords(told: Told, now: Date): Html | undefined {
  if (told.length === 0) return undefined
  const [onCall, managers] = (['onCall', 'managers'] as const).map((of) =>
    told.filter(({ step, who }) => step === of && who),
  ) as [Told, Told]
  if (onCall.length + managers.length === 0)
    return html`<strong>Nobody could be told</strong>: no message reached whoever is on call, or a manager`
  const names = (some: Told) => some.map(({ who }, i) => html`${i > 0 && ', '}<bdi>${who}</bdi>`)
  const when = (some: Told) => hourInWords(some[0]?.at as string, now)
  if (onCall.length === 0) return html`Told ${names(managers)} at ${when(managers)}: nobody on call could be`
  return html`Told ${names(onCall)}, on call, at ${when(onCall)}${managers.length > 0 && html`; then ${names(managers)} at ${when(managers)}`}`
}

type Coordinator = NonNullable<Today['coordinator']>

const more = (list: string, next: string | null) =>
  next ? `/today/${list}${list.includes('?') ? '&' : '?'}after=${next}` : undefined

function forCoordinator(
  { mine, others, notes, newMine, comeBacks, quietMine, quietOthers, followUps }: Coordinator,
  at: Date,
): Html {
  const { days } = quietMine
  return html`${section({ id: 'mine', title: 'My post: promised and due', rows: promiseRows(mine, at, false), empty: 'Nothing your post promised is due. Look at your cases for what comes next.', more: more('promises?whose=mine', mine.next) })}
${section({ id: 'notes', title: 'My post: notes left for you', rows: noteRows(notes), empty: 'Nobody left a note. At a change of days the case asks for one.', more: more('notes', notes.next) })}
${section({ id: 'new', title: 'My post: new cases', rows: newRows(newMine, at, false), empty: 'Somebody has spoken with everybody whose case is new.', more: more('new?whose=mine', newMine.next) })}
${section({ id: 'come-backs', title: 'Said not now', rows: comeBackRows(comeBacks), empty: 'Nobody is due to be asked again. After a visit, type in its sheet: whoever said not now comes back here.', more: more('come-backs', comeBacks.next) })}
${section({ id: 'follow-ups', title: 'Follow-ups', rows: followUpRows(followUps), empty: 'No follow-up is due. Days 1, 7 and 30 after going home come here, and the day chosen when a case closes.', more: more('follow-ups', followUps.next) })}
${section({ id: 'quiet', title: `My post: not reached for ${days} days`, rows: quietRows(quietMine, at, false), empty: 'Everybody was reached. Record each contact, and it stays so.', more: more('quiet?whose=mine', quietMine.next) })}
${section({ id: 'others', title: 'The rest of the hub: promised and due', rows: promiseRows(others, at), empty: 'Nothing the other posts promised is due.', more: more('promises?whose=others', others.next) })}
${section({ id: 'quiet-others', title: `The rest of the hub: not reached for ${days} days`, rows: quietRows(quietOthers, at), empty: 'The other posts have reached everybody.', more: more('quiet?whose=others', quietOthers.next) })}
`
}

type Manager = NonNullable<Today['manager']>

function forManager({ waiting, gaps, posts }: Manager, dangers: Today['dangers'], at: Date): Html {
  const told = new Map(dangers.map(({ id, told: of }) => [id, toldWords(of, at)]))
  return html`${section({ id: 'waiting', title: 'Referrals waiting', rows: waitingRows(waiting, told, at), empty: 'Nothing is waiting. New referrals appear here, most urgent first.', more: waiting.next ? '/referrals' : undefined })}
${coverSection(gaps)}${postSection(posts)}`
}

function waitingRows({ items }: Manager['waiting'], told: Map<string, Html | undefined>, at: Date): Row[] {
  return items.map(({ id, reference, risk, waitingSince, language, door }) => ({
    what: html`${riskTag(risk.level)} ${risk.reasons.join('. ')}`,
    about: [
      html`<a class="govuk-link" href="/referrals/${id}">${reference}</a>`,
      language ? languageName(language) : 'Language not known yet',
      doorName(door),
      waited(waitingSince, at),
      told.get(id),
    ],
    act: { text: 'Choose a post', href: `/referrals/${id}/acceptance`, hidden: `: ${reference}` },
  }))
}

function waited(since: string, at: Date): string {
  const words = sinceInWords(since, at)
  return words === 'just now' ? 'came just now' : `waiting ${words}`
}

const dayForm = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })
const shortDay = (day: string) => dayForm.format(new Date(`${day}T00:00:00Z`))

function coverSection({ items }: Manager['gaps']): Html {
  return html`<section class="waymark-today__list" aria-labelledby="cover"><h2 class="govuk-heading-m" id="cover">Cover in the coming seven days</h2>
${
  items.length === 0
    ? html`<p class="govuk-body waymark-today__empty">Somebody who holds a post speaks each first language of the open cases, every day.</p>`
    : html`<p class="govuk-body">On these days a telephone interpreter is needed.</p>${govuk.table({
        caption: 'Languages without cover',
        captionClasses: 'govuk-visually-hidden',
        head: [{ text: 'Language' }, { text: 'People', format: 'numeric' }, { text: 'Nobody speaks it on' }],
        rows: items.map(({ language, people, days }) => [
          { text: languageName(language) },
          { text: String(people), format: 'numeric' },
          { text: days.length === 7 ? 'Any day' : days.map(shortDay).join(', ') },
        ]),
      })}`
}</section>`
}

function postSection({ items }: Manager['posts']): Html {
  return html`<section class="waymark-today__list" aria-labelledby="posts"><h2 class="govuk-heading-m" id="posts">Posts</h2>
${
  items.length === 0
    ? html`<p class="govuk-body waymark-today__empty">The hub has no posts yet.</p>`
    : govuk.table({
        caption: 'Open cases and overdue promises by post',
        captionClasses: 'govuk-visually-hidden',
        head: [
          { text: 'Post' },
          { text: 'Open cases', format: 'numeric' },
          { text: 'Promises overdue', format: 'numeric' },
        ],
        rows: items.map(({ name, open, capacity, overdue: late }) => [
          { text: name },
          {
            html:
              open > capacity
                ? html`${open} of ${capacity} ${govuk.tag({ text: `Over capacity by ${open - capacity}`, classes: 'govuk-tag--red' })}`
                : html`${open} of ${capacity}`,
            format: 'numeric',
          },
          {
            html: late > 0 ? govuk.tag({ text: String(late), classes: 'govuk-tag--red' }) : html`0`,
            format: 'numeric',
          },
        ]),
      })
}</section>`
}

/** The whole of one list of Today, page by page. */
export function listView({
  title,
  rows,
  next,
  path,
}: {
  title: string
  rows: Row[]
  next: string | null
  path: string
}): Shown {
  return {
    title,
    back: { href: '/today', text: 'Today' },
    wide: true,
    body: html`<h1 class="govuk-heading-l">${title}</h1>${section({ id: 'rows', title: 'The oldest first', rows, empty: 'Nothing more is due.' })}
${next && govuk.pagination({ next: { href: `${path}${path.includes('?') ? '&' : '?'}after=${next}`, text: 'Next', labelText: 'More rows' } })}`,
  }
}

/** The line becomes a referral on POST; whoever comes here by its address is asked first. */
export function referEncounterView(
  met: { id: string; line: number; visit: { id: string } },
  form: Form,
): Shown {
  return {
    title: 'Refer somebody met at a visit',
    back: { href: `/visits/${met.visit.id}`, text: 'Visit' },
    body: html`<h1 class="govuk-heading-l">Refer line ${met.line} to the hub?</h1>
<p class="govuk-body">What the sheet says becomes the referral. Nothing has to be typed again.</p>
${postForm({ action: `/encounters/${met.id}/referral`, form }, submit({ text: 'Refer to the hub' }))}`,
  }
}
