/** What was typed into a form that could not be taken, on the page that says so: nobody types it twice. */
import type { FastifyRequest } from 'fastify'
import type { ErrorPage } from './error-page.ts'
import { submit } from './form.ts'
import { govuk } from './govuk.ts'
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

/** 401 on a form: the page stays, and in the browser only, until its reader has signed in elsewhere. */
export function signInElsewhere(pairs: Pairs, url: string): ErrorPage {
  const title = 'Sign in again to send this'
  return {
    title,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">You were signed out because nothing was done for a while. Nothing was sent, and what you typed is still on this page.</p>
<ol class="govuk-list govuk-list--number">
<li><a class="govuk-link" href="/sign-in" target="_blank" rel="noopener noreferrer">Sign in again in another tab</a>.</li>
<li>Come back to this tab and press Send again.</li>
</ol>
<p class="govuk-body">You will see the form with what you typed, to check before it is sent.</p>
${resendForm(pairs, url)}
${govuk.warningText({ text: 'Leaving or closing this tab loses what you typed.', iconFallbackText: 'Warning' })}
</div></div>`,
  }
}

function resendForm(pairs: Pairs, url: string): Html {
  return html`<form method="post" action="${url}" novalidate>
${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${submit({ text: 'Send again' })}
</form>`
}
