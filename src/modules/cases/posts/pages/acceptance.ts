import type { z } from 'zod'
import { govuk } from '../../../../web/govuk.ts'
import { hidden, postForm, radios, submit, textarea, type Form } from '../../../../web/form.ts'
import { html, type Html } from '../../../../web/html.ts'
import type { Shown } from '../../../../web/page.ts'
import { dayInWords } from '../../../../web/dates.ts'
import type { postsForReferral } from '../match-query.ts'
import { overNames } from '../../words.ts'
import { dayName } from '../sentences.ts'
import type { Tier } from '../offering.ts'

export type Posts = z.infer<typeof postsForReferral.output> & {
  id: string
  choices: { kind: string; label: string }[]
}
type Item = Posts['items'][number]

/** The first with room, or the first of all for somebody who cannot wait: what is suggested, and what choosing another is measured against. */
export const suggestedOf = ({ items, mayGoOver }: Pick<Posts, 'items' | 'mayGoOver'>): number | undefined =>
  (items.find(({ fits }) => fits) ?? (mayGoOver ? items[0] : undefined))?.post.id

/** Posts with their reasons, the best first and chosen. */
export function acceptanceView(posts: Posts, form: Form): Shown {
  const { id, items, weight, choices } = posts
  const suggested = suggestedOf(posts)
  return {
    title: 'Choose a post',
    back: { href: `/referrals/${id}`, text: 'The referral' },
    body: html`<div class="waymark-choice"><h1 class="govuk-heading-l">Who should support this person?</h1>
${asked(posts)}
${weight.points > 1 && html`<p class="govuk-body">This case weighs ${weight.points}: ${weight.label}. A standard case weighs 1. [K]</p>`}
${
  items.length === 0
    ? html`<p class="govuk-body">The hub has no post yet. <a class="govuk-link" href="/posts">A manager adds one</a>.</p>`
    : postForm(
        { action: `/referrals/${id}/acceptance`, form },
        html`${suggested !== undefined && hidden('suggested', form, String(suggested))}
${radios(
  {
    name: 'post',
    label: 'Posts, the best fit first',
    hint: 'By language first, then by room. Nobody is suggested in a language the person did not want.',
    size: 'm',
    classes: 'waymark-posts',
    items: items.map((item) => ({
      value: String(item.post.id),
      text: item.holder ? `${item.holder}, ${item.post.name}` : item.post.name,
      hint: reasons(item, item.post.id === suggested),
    })),
  },
  form,
)}
<div class="waymark-other">${radios(
          {
            name: 'reason',
            label: 'If you choose another than the one suggested: why?',
            size: 'm',
            small: true,
            items: choices.map(({ kind, label }) => ({ value: kind, text: label })),
          },
          form,
        )}
${textarea({ name: 'because', label: 'Anything to add (optional)', hint: 'Kept sealed with the case.', rows: 2 }, form)}</div>
${goingOver(posts, form)}${submit({ text: 'Accept the referral' })}`,
      )
}</div>`,
  }
}

/** Said before pressing: a full post may be chosen, what follows from it, and why it is. */
function goingOver({ items, mayGoOver }: Posts, form: Form): Html | false {
  if (!mayGoOver || items.every(({ fits }) => fits)) return false
  return html`<div class="waymark-other">${radios(
    {
      name: 'over',
      label: 'If you choose a post without room: why?',
      hint: 'This person cannot wait, so a full post may take them. It is then over capacity: Today tells the managers so until it is even again.',
      size: 'm',
      small: true,
      items: Object.entries(overNames).map(([value, text]) => ({ value, text })),
    },
    form,
  )}</div>`
}

/** Was the person asked whom not to involve? Until then every name below is provisional. */
function asked({ id, wishes }: Posts): Html {
  const link = (text: string) => html`<a class="govuk-link" href="/referrals/${id}/wishes">${text}</a>`
  const inWords =
    wishes.inWords > 0 &&
    html` <strong>They named a community in words that no rule can check: read it before you choose.</strong>`
  if (wishes.askedAt) {
    return govuk.insetText({
      html: html`Asked on ${dayInWords(wishes.askedAt)} whom not to involve.${inWords} ${link('See or change what they said')}`,
    })
  }
  return html`<div class="waymark-provisional"><p class="govuk-body"><strong>Provisional.</strong> The person has not been asked yet whom, or which community, must not be involved.
Somebody other than the worker asks. Say no name to the person before that.</p>
<p class="govuk-body">${link('Record what they said')}</p></div>`
}

const tierTags: Record<Tier, { text: string; classes: string }> = {
  first_language: { text: 'First language', classes: 'govuk-tag--green' },
  common_language: { text: 'Common language', classes: 'govuk-tag--blue' },
  interpreter: { text: 'Interpreter', classes: 'govuk-tag--grey' },
}

function reasons(item: Item, suggested: boolean): Html {
  const { open, capacity, fits } = item
  const spoken = item.week.some(({ tier }) => tier !== 'interpreter')
  const wish = item.reasons.find((reason) => reason.startsWith('The person wished'))
  return html`<div class="waymark-post__tags">${suggested && html`<strong class="govuk-tag govuk-tag--turquoise">Suggested</strong>`} ${govuk.tag(tierTags[item.tier])}
${!fits && govuk.tag({ text: open > capacity ? 'Over capacity' : open === capacity ? 'Full' : 'Not enough room', classes: 'govuk-tag--red' })}
${item.provisional && govuk.tag({ text: 'Provisional', classes: 'govuk-tag--yellow' })}</div>
<p class="waymark-post__why">${item.sentence}${wish && ` ${wish}.`}</p>
${spoken && week(item)}
<p class="waymark-post__small">${item.cover.sentence}.</p>
${item.toPerson && html`<p class="waymark-post__small">Say to the person: “${item.toPerson}”</p>`}`
}

/** The week at a glance, for the eye: the sentence above says the same. */
function week(item: Item): Html {
  return html`<div class="waymark-week" aria-hidden="true">${item.week.map(
    (day) =>
      html`<span class="waymark-week__day waymark-week__day--${day.tier.replace('_', '-')}"><b>${dayName(day.weekday)}</b> ${day.tier === 'interpreter' ? 'Interpreter' : `${(day.holder ?? '').split(' ')[0]}${day.post ? ', lent' : ''}`}</span>`,
  )}</div>`
}
