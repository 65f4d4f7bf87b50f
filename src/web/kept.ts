/** What was typed into a form that could not be taken, on the page that says so: nobody types it twice. */
import type { FastifyRequest } from 'fastify'
import type { ErrorPage } from './error-page.ts'
import { submit } from './form.ts'
import { html, type Html } from './html.ts'

type Pairs = readonly (readonly [name: string, value: string])[]

/** The form that came with this request, if it came from a page of ours: what another site sends is never shown back. */
export function sentForm(request: FastifyRequest): Pairs | undefined {
  const { method, body, headers, url } = request
  if (method !== 'POST' || !Array.isArray(body) || headers['sec-fetch-site'] !== 'same-origin')
    return undefined
  if (/^\/sign-(in|out)\b/.test(url)) return undefined
  const pairs = body as Pairs
  return pairs.some(([name, value]) => !name.startsWith('_') && value.trim()) ? pairs : undefined
}

/** The page with what was typed under it, to copy; with a button where sending it again may work. */
export function withTyped(page: ErrorPage, pairs: Pairs, resend?: string): ErrorPage {
  return {
    ...page,
    body: html`${page.body}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h2 class="govuk-heading-m">What you typed</h2>
<p class="govuk-body">It was not sent. Copy what you need before you leave this page.</p>
${pairs.filter(([name, value]) => !name.startsWith('_') && value.trim()).map(([, value]) => html`<p class="govuk-body waymark-typed" dir="auto">${value}</p>`)}
${resend !== undefined && resendForm(pairs, resend)}
</div></div>`,
  }
}

function resendForm(pairs: Pairs, url: string): Html {
  return html`<form method="post" action="${url}" novalidate>
${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${submit({ text: 'Send again' })}
</form>`
}
