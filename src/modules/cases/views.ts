import type { z } from 'zod'
import { dayInWords } from '../../web/dates.ts'
import { postForm, radios, submit, textarea, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { openCases, postsForReferral } from './queries.ts'

export function casesView({ items, next }: z.infer<typeof openCases.output>): Shown {
  return {
    title: 'Cases',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Open cases</h1>
${
  items.length === 0
    ? html`<p class="govuk-body">There are no open cases. Accept a referral to begin one.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Open cases">${govuk.table({
        caption: 'Oldest first',
        captionClasses: 'govuk-visually-hidden',
        head: [{ text: 'Case' }, { text: 'Post' }, { text: 'Opened' }, { text: 'Promised, not done yet', format: 'numeric' }],
        rows: items.map(({ id, reference, post, openedAt, promised }) => [
          { html: html`<a class="govuk-link" href="/cases/${id}">${reference}</a>` },
          { text: post },
          { text: dayInWords(openedAt) },
          { text: String(promised), format: 'numeric' },
        ]),
      })}</div>`
}
${next && govuk.pagination({ next: { href: `/cases?after=${next}`, text: 'Next', labelText: 'More cases' } })}`,
  }
}

type Posts = z.infer<typeof postsForReferral.output> & { id: string }

/** Posts with their reasons, the best first and chosen. */
export function acceptanceView({ id, items: posts }: Posts, form: Form): Shown {
  return {
    title: 'Choose a post',
    back: { href: `/referrals/${id}` },
    body: html`<h1 class="govuk-heading-l">Who should support this person?</h1>
${postForm(
  { action: `/referrals/${id}/acceptance`, form },
  html`${radios(
    {
      name: 'post',
      label: 'Posts, the best fit first',
      hint: 'By language first, then by room. Nobody is suggested in a language the person refused.',
      size: 'm',
      items: posts.map(({ post, holder, reasons, cover }) => ({
        value: String(post.id),
        text: holder ? `${post.name}: ${holder}` : post.name,
        hint: `${reasons.join('. ')}. ${cover.sentence}.`,
      })),
    },
    form,
  )}
${textarea({ name: 'because', label: 'If you choose another than the first: why?', hint: 'Write about the posts, not about the person.', rows: 2 }, form)}
${submit({ text: 'Accept the referral' })}`,
)}`,
  }
}
