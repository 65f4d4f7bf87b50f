import type { z } from 'zod'
import { momentInShort, momentInWords } from '../../../web/dates.ts'
import { dateInput, postForm, radios, select, submit, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { reachHub, telephone } from '../../../web/reach.ts'
import { canKeepRota } from './commands.ts'
import { daysAhead, type rota } from './queries.ts'

type Rota = z.infer<typeof rota.output>

const period = ({ from, until }: { from: string; until: string }) =>
  `${momentInShort(from)} to ${momentInShort(until)}`

/** Turns and gaps in one list, by when they begin: a gap stands where it happens. */
function timetable({ turns, gaps }: Rota) {
  const rows = [
    ...turns.map((turn) => ({
      from: turn.from,
      cells: [{ text: period(turn) }, { html: html`<bdi>${turn.name}</bdi>` }, { text: turn.number }],
    })),
    ...gaps.map((gap) => ({
      from: gap.from,
      cells: [
        { text: period(gap) },
        { html: govuk.tag({ text: 'Nobody', classes: 'govuk-tag--red' }) },
        { text: '–' },
      ],
    })),
  ]
  return rows.toSorted((a, b) => a.from.localeCompare(b.from)).map(({ cells }) => cells)
}

export function rotaView(data: Rota, { actor, at, onCall }: Looking): Shown {
  const next = data.turns.find(({ from }) => from > at.toISOString())
  const keeper = canKeepRota(actor)
  return {
    title: 'On call',
    body: html`<h1 class="govuk-heading-l">On call</h1>
${
  onCall
    ? html`<p class="govuk-body">Now: <strong><bdi>${onCall.name}</bdi></strong>, ${telephone(onCall.number)}</p>`
    : html`${govuk.warningText({ text: 'Nobody is on call now.', iconFallbackText: 'Warning' })}${reachHub(undefined)}`
}
<p class="govuk-body">Next: ${next ? html`<bdi>${next.name}</bdi>, from ${momentInWords(next.from)}.` : 'nobody yet.'}</p>
${data.gaps.length > 0 && html`<p class="govuk-body"><strong>${data.gaps.length === 1 ? 'One gap' : `${data.gaps.length} gaps`} in the next ${daysAhead} days.</strong> In a gap people are given 999 and a national line.</p>`}
<p class="govuk-body">When somebody speaks of dying, a referral cannot wait, or a lone worker is overdue, whoever is on call gets an e-mail at once. It says nothing but to look at Today. When nobody has looked after ${data.managersAfter.minutes} minutes, or nobody is on call, the managers get one.${!data.managersAfter.confirmed && ' The minutes are to be confirmed by practitioners.'} An e-mail wakes nobody who does not hear it: agree how the telephone is used at night.</p>
${
  keeper &&
  html`<div class="govuk-button-group">${govuk.button({ text: 'Add a turn', href: '/on-call/turns' })}
${data.turns.length > 0 && govuk.button({ text: 'End a turn', href: '/on-call/endings', classes: 'govuk-button--secondary' })}</div>`
}
<div class="waymark-scroll" tabindex="0" role="region" aria-label="The next ${daysAhead} days">${govuk.table({
      caption: `The next ${daysAhead} days`,
      captionClasses: 'govuk-table__caption--m',
      head: ['When', 'Who', 'Number'].map((text) => ({ text })),
      rows: timetable(data),
    })}</div>`,
  }
}

function moment(name: 'from' | 'until', label: string, form: Form): Html {
  return html`${dateInput({ name: `${name}.on`, label: `${label}: day`, hint: 'For example, 3 12 2026' }, form)}
${textInput({ name: `${name}.at`, label: `${label}: time`, hint: 'For example, 17:00', width: 5 }, form)}`
}

export function turnView(members: { id: string; name: string; agency: string }[], form: Form): Shown {
  return {
    title: 'Add a turn on call',
    back: { href: '/on-call', text: 'On call' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add a turn on call</h1>
${govuk.insetText({ text: 'Whoever is on call sees the hub’s people from the beginning to the end of the turn, and not after. Their number is printed on pages that others can read: give a number at work.' })}
${postForm(
  { action: '/on-call/turns', form },
  html`${select(
    {
      name: 'member',
      label: 'Who?',
      items: [
        { value: '', text: 'Choose' },
        ...members.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
      ],
    },
    form,
  )}
${textInput({ name: 'number', label: 'Number to ring', width: 20, type: 'tel' }, form)}
${moment('from', 'From', form)}
${moment('until', 'Until', form)}
${submit({ text: 'Add to the rota' })}`,
)}</div></div>`,
  }
}

export function endingView({ turns }: Rota, form: Form): Shown {
  return {
    title: 'End a turn on call',
    back: { href: '/on-call', text: 'On call' },
    body: html`<h1 class="govuk-heading-l">End a turn on call</h1>
${postForm(
  { action: '/on-call/endings', form },
  html`${radios({ name: 'turn', label: 'Which turn?', hint: 'It ends now. One that has not begun is taken back.', items: turns.map((turn) => ({ value: turn.id, text: turn.name, hint: period(turn) })) }, form)}
${submit({ text: 'End the turn', kind: 'warning' })}`,
)}`,
  }
}
