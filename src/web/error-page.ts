/** What is shown when a page cannot be. Each says what to do next, because someone may be waiting for it. */
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { OnCall } from '../kernel/on-call.ts'
import { reachHub } from './reach.ts'

export type ErrorPage = { title: string; body: Html }
type Say = { sentence?: string; onCall?: OnCall }

/** The same for what is hidden and what does not exist, so that neither can be told from the other. */
export function notFound({ sentence, onCall }: Say): ErrorPage {
  return page(
    'We cannot show you this page',
    sentence ?? 'It may have moved, or it may not be yours to see.',
    onCall,
  )
}

/** 403: seen, and not this person's to do. */
export function forbidden({ sentence, onCall }: Say): ErrorPage {
  return page('You cannot do this', sentence ?? 'Someone else has to do this. Ask your hub who.', onCall)
}

/** 409: it was true when the page was opened and is not any more. */
export function conflict({ sentence, onCall }: Say): ErrorPage {
  const otherwise = 'Someone changed this while you were working on it. Go back and look at it again.'
  return page('This has changed', sentence ?? otherwise, onCall)
}

/** 503: nothing was sent and nothing was kept. */
export function unavailable({ sentence, onCall }: Say): ErrorPage {
  const otherwise = 'Nothing was sent or changed. Wait a minute, then try again.'
  return page('Waymark is not working at the moment', sentence ?? otherwise, onCall)
}

/** 500: our mistake. */
export function unexpected({ sentence, onCall }: Say): ErrorPage {
  const otherwise = 'Something went wrong on our side. Go back and try again.'
  return page('Sorry, that did not work', sentence ?? otherwise, onCall)
}

function page(title: string, sentence: string, onCall: OnCall | undefined): ErrorPage {
  return {
    title,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${sentence}</p>
${reachHub(onCall)}
</div></div>`,
  }
}
