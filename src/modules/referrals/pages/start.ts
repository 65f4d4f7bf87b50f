import type { z } from 'zod'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { crisisLine, unconfirmed } from '../../../web/lifelines.ts'
import { reachHub, telephone } from '../../../web/reach.ts'
import type { myDrafts } from '../drafts/queries.ts'
import type { sentTogether } from '../queries.ts'
import type { HelpNumber } from '../dated.ts'
import { homeOfficeSentence, numbersToRing } from './parts.ts'

type Drafts = z.infer<typeof myDrafts.output>
type OneDraft = Drafts['items'][number]

const columns = (body: Html) =>
  html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${body}</div></div>`

/** Where referring begins: what is half written, and the two ways to begin. */
export function startView({ items }: Drafts, form: Form, { onCall }: Pick<Looking, 'onCall'>): Shown {
  return {
    title: 'Refer someone',
    body: columns(html`<h1 class="govuk-heading-l">Refer someone</h1>
${govuk.warningText({ text: 'If someone is in danger now, ring 999 first.', iconFallbackText: 'Warning' })}
<p class="govuk-body">One question a page, about ten minutes. It is kept as you go, and you can hand it over to a colleague or your shift.</p>
<p class="govuk-body">${homeOfficeSentence}</p>
${postForm({ action: '/refer', form }, submit({ text: 'Start now' }))}
<p class="govuk-body">No time? <a class="govuk-link" href="/quick-referral">Quick referral: five answers on one page</a>. The hub asks you for the rest when it has read them. If it cannot wait until morning, ring.</p>
${reachHub(onCall)}
${items.length > 0 && html`<h2 class="govuk-heading-m">Drafts that you or your team hold</h2>${items.map(draftCard)}`}`),
  }
}

function draftCard({ id, begunAt, begunBy, changedAt, changedBy, keepUntil, forTeam }: OneDraft): Html {
  const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { html: html`${value}` } })
  const begun = momentInWords(begunAt)
  return govuk.summaryList({
    card: {
      title: { text: `Begun ${begun}`, headingLevel: 3 },
      actions: {
        items: [
          { href: `/refer/${id}/check`, text: 'Continue', visuallyHiddenText: `the draft begun ${begun}` },
          { href: `/refer/${id}/holder`, text: 'Hand over', visuallyHiddenText: `the draft begun ${begun}` },
          { href: `/refer/${id}/end`, text: 'Throw away', visuallyHiddenText: `the draft begun ${begun}` },
        ],
      },
    },
    rows: [
      row('Held by', forTeam ? 'Everybody on your team' : 'You'),
      row('Begun by', html`<bdi>${begunBy}</bdi>`),
      row('Last changed', html`${momentInWords(changedAt)} by <bdi>${changedBy}</bdi>`),
      row('Kept until', `${dayInWords(keepUntil)}, then destroyed`),
    ],
  })
}

export function handOverView(
  { draft, people }: { draft: OneDraft; people: { id: string; name: string }[] },
  form: Form,
): Shown {
  return {
    title: 'Hand over a draft',
    back: { href: '/refer' },
    body: columns(
      postForm(
        { action: `/refer/${draft.id}/holder`, form },
        html`${radios(
          {
            name: 'to',
            label: 'Who takes over this draft?',
            hint: `Begun ${momentInWords(draft.begunAt)}. Given to one colleague, only they see it.`,
            heading: true,
            items: [
              { value: 'team', text: 'Everybody on my team', hint: 'Whoever is on shift, you included' },
              ...people.map(({ id, name }) => ({ value: id, text: name })),
            ],
          },
          form,
        )}${submit({ text: 'Hand over' })}`,
      ),
    ),
  }
}

export function throwAwayView({ draft }: { draft: OneDraft }, form: Form): Shown {
  return {
    title: 'Throw a draft away',
    back: { href: '/refer' },
    body: columns(html`<h1 class="govuk-heading-l">Throw this draft away?</h1>
<p class="govuk-body">Begun ${momentInWords(draft.begunAt)} by <bdi>${draft.begunBy}</bdi>. It is destroyed at once and cannot be brought back.</p>
${postForm({ action: `/refer/${draft.id}/end`, form }, submit({ text: 'Throw away', kind: 'warning' }))}`),
  }
}

/** It arrived: the references, and what happens next. */
export function sentPageView(
  { sent, numbers }: { sent: z.infer<typeof sentTogether.output>; numbers: HelpNumber[] },
  { onCall }: Looking,
): Shown {
  const { items } = sent
  return {
    title: 'Sent to the hub',
    body: columns(html`${govuk.panel({
      titleText: 'Sent to the hub',
      html: html`${items.length === 1 ? 'Its reference is' : 'One reference for each person'}<br>${items.map(({ reference }, i) => html`${i > 0 && html`<br>`}<strong>${reference}</strong>`)}`,
    })}
<h2 class="govuk-heading-m">If it cannot wait</h2>
<p class="govuk-body">This page does not reach anybody. If it cannot wait until morning, ring.</p>
${reachHub(onCall)}
<p class="govuk-body">If they speak of dying or of self-harm, do not leave them alone. Ring ${telephone('999')} if it may be now; if not, ring ${crisisLine.words} on ${telephone(crisisLine.number)} and ${crisisLine.then}, with them. <span class="govuk-hint">${unconfirmed(crisisLine)}</span></p>
${numbersToRing(numbers.filter(({ kind }) => kind === 'allHours'))}
<h2 class="govuk-heading-m">What happens next</h2>
<ol class="govuk-list govuk-list--number">
<li>The hub reads it, the most urgent first, and may ring you.</li>
<li>A co-ordinator who speaks the person’s language, or has an interpreter, reaches them in the way you said is safe.</li>
<li>You read here what the hub decided and why, and what it asks of you.</li>
</ol>
<ul class="govuk-list">${items.map(
      ({ id, reference }) =>
        html`<li><a class="govuk-link" href="/referrals/${id}">Read what you sent: ${reference}</a></li>`,
    )}</ul>
<p class="govuk-body"><a class="govuk-link" href="/sent-referrals">Referrals your team sent</a></p>`),
  }
}
