import { dueNames } from '../../cases/index.ts'
import { languageName } from '../../people/index.ts'
import { dayInWords, momentInShort, momentInWords, sinceInWords } from '../../../web/dates.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Today } from '../today.ts'

type Coordinator = NonNullable<Today['coordinator']>

/** A row of Today: what, about which reference, and the one thing to do about it. */
export interface Row {
  what: Html | string
  about: (Html | string | undefined)[]
  act: { text: string; href: string; hidden: string }
}

/** A section of Today: its rows, or what to do when there are none. */
export function section({
  id,
  title,
  rows,
  empty,
  more,
}: {
  id: string
  title: string
  rows: Row[]
  empty: string
  more?: string
}): Html {
  return html`<section class="waymark-today__list" aria-labelledby="${id}"><h2 class="govuk-heading-m" id="${id}">${title}</h2>
${
  rows.length === 0
    ? html`<p class="govuk-body waymark-today__empty">${empty}</p>`
    : html`<ul class="waymark-today__rows">${rows.map(
        ({
          what,
          about,
          act,
        }) => html`<li class="waymark-today__row"><div class="waymark-today__what"><span class="waymark-today__kind">${what}</span>
<span class="waymark-today__about">${about.filter(Boolean).map((part) => html`<span>${part}</span>`)}</span></div>
<a class="govuk-link waymark-today__act" href="${act.href}">${act.text}<span class="govuk-visually-hidden"> ${act.hidden}</span></a></li>`,
      )}</ul>`
}${more && html`<p class="govuk-body"><a class="govuk-link" href="${more}">More<span class="govuk-visually-hidden"> of: ${title}</span></a></p>`}</section>`
}

const ofCase = (row: { case: { id: string; reference: string }; language?: string }) => [
  html`<a class="govuk-link" href="/cases/${row.case.id}">${row.case.reference}</a>`,
  row.language && languageName(row.language),
]

/** In: whether the post is said, which in a list of one's own posts it need not be. */
export const promiseRows = ({ items }: Coordinator['mine'], at: Date, sayPost = true): Row[] =>
  items.map((row) => ({
    what: html`${row.label} ${row.overdue ? govuk.tag({ text: 'Overdue', classes: 'govuk-tag--red' }) : row.first && govuk.tag({ text: 'Cannot wait', classes: 'govuk-tag--orange' })}`,
    about: [
      ...ofCase(row),
      row.overdue ? `promised ${sinceInWords(row.promisedBy, at)} ago` : dueInWords(row.promisedBy, at),
      sayPost ? row.post : undefined,
    ],
    act: {
      text: 'What came of it',
      href: `/actions/${row.id}/outcome`,
      hidden: `: ${row.label}, ${row.case.reference}`,
    },
  }))

/** "by 4:00pm today", "today", "by 27 November 2026", "by Tue 24 Nov, 4pm": with its hour only when one was promised. */
function dueInWords(iso: string, at: Date): string {
  const words = momentInWords(iso)
  const today = dayInWords(at.toISOString())
  if (words.endsWith('at 12:00am')) return dayInWords(iso) === today ? 'today' : `by ${dayInWords(iso)}`
  const [day, time] = words.split(' at ') as [string, string]
  return day === today ? `by ${time} today` : `by ${momentInShort(iso)}`
}

export const comeBackRows = ({ items }: Coordinator['comeBacks']): Row[] =>
  items.map((row) => ({
    what: `Said not now: ask again`,
    about: [
      html`<a class="govuk-link" href="/visits/${row.visit.id}#line-${row.line}">Line ${row.line} of visit ${row.visit.reference}</a>`,
      row.language && languageName(row.language),
      `since ${dayInWords(row.comeBackOn)}`,
    ],
    act: {
      text: 'Asked again',
      href: `/encounters/${row.id}/return`,
      hidden: `: line ${row.line}, visit ${row.visit.reference}`,
    },
  }))

export const quietRows = ({ items }: Coordinator['quietMine'], _at: Date, sayPost = true): Row[] =>
  items.map((row) => ({
    what: row.reachedAt
      ? `Last reached on ${dayInWords(row.reachedAt)}`
      : `Never reached since ${dayInWords(row.openedAt)}`,
    about: [...ofCase(row), sayPost ? row.post : undefined],
    act: {
      text: 'Record a contact',
      href: `/cases/${row.case.id}/contacts/new`,
      hidden: `: ${row.case.reference}`,
    },
  }))

export const noteRows = ({ items }: Coordinator['notes']): Row[] =>
  items.map((row) => ({
    what: html`<bdi>${row.by}</bdi> left a note`,
    about: [...ofCase(row), momentInShort(row.at)],
    act: { text: 'Read it', href: `/cases/${row.case.id}`, hidden: `: ${row.case.reference}` },
  }))

export const newRows = ({ items }: Coordinator['newMine'], _at?: Date, sayPost = true): Row[] =>
  items.map((row) => ({
    what: 'New case: speak with them for the first time',
    about: [...ofCase(row), sayPost ? row.post : undefined, `opened ${dayInWords(row.openedAt)}`],
    act: { text: 'Open the case', href: `/cases/${row.case.id}`, hidden: `: ${row.case.reference}` },
  }))

export const followUpRows = ({ items }: Coordinator['followUps']): Row[] =>
  items.map((row) => ({
    what: `Ask how they are: ${dueNames[row.because as keyof typeof dueNames].toLowerCase()}`,
    about: [...ofCase(row), row.post, `due ${dayInWords(row.followUpOn)}`],
    act: {
      text: 'Record a follow-up',
      href: `/cases/${row.case.id}/followups`,
      hidden: `: ${row.case.reference}`,
    },
  }))
