import type { z } from 'zod'
import { languageName } from '../../../people/index.ts'
import { dayInWords } from '../../../../web/dates.ts'
import { govuk } from '../../../../web/govuk.ts'
import { html, type Html } from '../../../../web/html.ts'
import type { Shown } from '../../../../web/page.ts'
import { weekday } from '../../../../kernel/clock.ts'
import type { heldPosts } from '../board-query.ts'
import { dayName, daysInWords } from '../sentences.ts'

export type Board = z.infer<typeof heldPosts.output>
type Post = Board['items'][number]
type Holder = Post['holders'][number]

const levelWords: Record<string, string> = { first: 'first language', fluent: 'fluent', some: 'some' }
const levelOrder = ['first', 'fluent', 'some']

/** Every post, its holders and room, and this week's gaps. `keeps`: a manager, who may change them. */
export function boardView(board: Board, keeps: boolean): Shown {
  const button = (text: string, href: string) =>
    govuk.button({ text, href, classes: 'govuk-button--secondary' })
  return {
    title: 'Posts',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Posts</h1>
<p class="govuk-body"><a class="govuk-link" href="/language-help">Record language help or advice</a></p>
${keeps && html`<div class="govuk-button-group">${button('Somebody begins in a post', '/holdings')}${button('Plan leave', '/leave')}${button('Add a post', '/posts/new')}</div>`}
${board.items.length === 0 && html`<p class="govuk-body">There is no post yet. ${keeps ? 'Add one, then say who holds it.' : 'A manager adds the first.'}</p>`}
<div class="waymark-board">${board.items.map((post) => postCard(post, keeps))}</div>
<h2 class="govuk-heading-m">Languages this week</h2>
${languages(board)}
<h2 class="govuk-heading-m">What a case weighs</h2>
${weights(board)}
<p class="govuk-body"><a class="govuk-link" href="/about-me">What you say of yourself for the match</a>${keeps && html` · <a class="govuk-link" href="/interpreter-lines">The interpreter line</a>`}</p>`,
  }
}

function postCard(post: Post, keeps: boolean): Html {
  const { id, name, open, capacity, holders } = post
  const left = capacity - open
  return html`<section class="waymark-card" aria-labelledby="post-${id}"><h2 class="govuk-heading-m" id="post-${id}">${name}</h2>
<p class="govuk-body"><strong>${open} of ${capacity}</strong> cases, by weight. ${left > 0 ? `Room for ${left}.` : govuk.tag({ text: left < 0 ? `Over capacity by ${-left}` : 'Full', classes: 'govuk-tag--red' })}
${keeps && html` <a class="govuk-link" href="/posts/capacity?post=${id}">Change the room<span class="govuk-visually-hidden"> of ${name}</span></a>`}</p>
<progress class="waymark-room" value="${open}" max="${Math.max(capacity, 1)}" aria-hidden="true"></progress>
${holders.length === 0 ? html`<p class="govuk-body">Nobody holds this post at present.</p>` : holders.map((holder) => holderLines(holder, keeps))}</section>`
}

function holderLines(holder: Holder, keeps: boolean): Html {
  const { name, weekdays, languages: spoken, leave, lent, advised, holding, member } = holder
  const hidden = html`<span class="govuk-visually-hidden"> of ${name}</span>`
  const sorted = spoken.toSorted((a, b) => levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level))
  return html`<div class="waymark-holder"><h3 class="govuk-heading-s"><bdi>${name}</bdi></h3>
<p class="govuk-body">Works ${daysInWords(weekdays)}<br>
${sorted.length === 0 ? 'No language recorded yet' : sorted.map(({ code, level }, i) => html`${i > 0 && ', '}${languageName(code)} <span class="waymark-quiet">(${levelWords[level]})</span>`)}
${leave.map(
  ({
    id,
    from,
    until,
  }) => html`<br>${govuk.tag({ text: 'Away', classes: 'govuk-tag--orange' })} ${from === until ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(until)}`}
${keeps && html` <a class="govuk-link" href="/leave/${id}/withdrawal">Take back<span class="govuk-visually-hidden"> the leave of ${name}</span></a>`}`,
)}<br>
<span class="waymark-quiet">This month: lent a language ${times(lent)}, gave advice ${times(advised)}</span></p>
${keeps && html`<p class="govuk-body waymark-acts"><a class="govuk-link" href="/holdings/${holding}/weekdays">Change days${hidden}</a> <a class="govuk-link" href="/members/${member}/languages">Languages${hidden}</a> <a class="govuk-link" href="/leave?member=${member}">Leave${hidden}</a> <a class="govuk-link" href="/holdings/${holding}/end">End${hidden}</a></p>`}</div>`
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)

/** A gap is a day of this week on which nobody who is there speaks a language that somebody with an open case needs. */
function languages({ week, languages: needed }: Board): Html {
  if (needed.length === 0)
    return html`<p class="govuk-body">No open case has a first language recorded yet.</p>`
  const gap = govuk.tag({ text: 'Interpreter', classes: 'govuk-tag--orange' })
  return html`<p class="govuk-body">First languages of people with an open case. Leave is taken off. Where nobody is there who speaks it well, a telephone interpreter is.</p>
<div class="waymark-scroll" tabindex="0" role="region" aria-label="Languages this week">${govuk.table({
    caption: `Week of ${dayInWords(week[0] ?? '')}`,
    captionClasses: 'govuk-visually-hidden',
    firstCellIsHeader: true,
    head: [
      { text: 'Language' },
      { text: 'People', format: 'numeric' },
      ...week.map((day) => ({ text: dayName(weekday(day)) })),
    ],
    rows: needed.map(({ code, people, days }) => [
      { text: languageName(code) },
      { text: String(people), format: 'numeric' },
      ...days.map(({ workers }) => ({
        html:
          workers.length > 0
            ? html`${workers.map((name, i) => html`${i > 0 && ', '}<bdi>${name.split(' ')[0]}</bdi>`)}`
            : gap,
      })),
    ]),
  })}</div>`
}

function weights({ weights: rules }: Board): Html {
  return html`<p class="govuk-body">Settled when a referral is accepted, by the heaviest line that fits, and given back when the case closes. [K]: to be confirmed by practitioners.</p>
<ul class="govuk-list govuk-list--bullet">${rules.map(({ label, points }) => html`<li>${label}: ${points}</li>`)}</ul>`
}
