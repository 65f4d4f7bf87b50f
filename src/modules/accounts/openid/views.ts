import type { OnCall } from '../../../kernel/on-call.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { reachHub } from '../../../web/reach.ts'
import type { Administrator } from './identity.ts'
import type { RefusedKind } from './refusal.ts'

interface About {
  /** What people here call the issuer. */
  name: string
  ask: Administrator[]
  onCall?: OnCall
}

/** What happened, and what to do next. Nothing about why in detail: that is for the operator. */
const sentences: Record<RefusedKind, (name: string) => [happened: string, next: 'again' | 'ask']> = {
  otherBrowser: () => [
    'This sign-in was not begun in this browser, or it was begun more than 10 minutes ago.',
    'again',
  ],
  usedBefore: () => ['This sign-in has been used already.', 'again'],
  denied: (name) => [`You did not finish signing in with ${name}.`, 'again'],
  silent: (name) => [
    `Signing in with ${name} does not work at the moment. Wait a minute, then try again.`,
    'again',
  ],
  unchecked: (name) => [
    `What came back from ${name} could not be checked, so nobody was signed in.`,
    'again',
  ],
  nobody: (name) => [`You signed in with ${name}, but nobody here has your e-mail address.`, 'ask'],
  notVouched: (name) => [
    `You signed in with ${name}, but it did not confirm your e-mail address, so we do not know who you are here.`,
    'ask',
  ],
  noRole: () => ['You have no role here at the moment.', 'ask'],
  addressOfAnother: () => [
    'Your e-mail address belonged to somebody else before, and still does here.',
    'ask',
  ],
}

/** Whether the issuer knows them and we do not: then they are told by name whom to ask. Anybody at all sees the others. */
export const isKnownThere = (kind: RefusedKind): boolean => sentences[kind]('')[1] === 'ask'

/** Nobody was signed in. */
export function refusedView(kind: RefusedKind, { name, ask, onCall }: About): Shown {
  const [happened, next] = sentences[kind](name)
  return {
    title: 'You are not signed in',
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">You are not signed in</h1>
<p class="govuk-body">${happened}</p>
${next === 'ask' ? whomToAsk(ask) : html`<p class="govuk-body">If it happens again, tell your organisation’s administrator of Waymark.</p>`}
${govuk.button({ text: next === 'ask' ? 'Sign in as somebody else' : 'Sign in again', href: '/sign-in', classes: next === 'ask' ? 'govuk-button--secondary' : '' })}
${reachHub(onCall)}
</div></div>`,
  }
}

function whomToAsk(ask: Administrator[]): Html {
  return html`<p class="govuk-body">To be given an account or a role, ask ${administrators(ask)}.</p>`
}

function administrators(ask: Administrator[]): Html {
  if (ask.length === 0) return html`your organisation’s administrator of Waymark`
  return html`${ask.map(
    ({ name, email }, i) =>
      html`${i > 0 && ' or '}<bdi>${name}</bdi> (<a class="govuk-link" href="mailto:${email}">${email}</a>)`,
  )}`
}

/** Ending the session with the issuer is the person's choice: it also ends their mail and everything else it opens. */
export function signedOutView(name: string, endSession: string | undefined): Shown {
  return {
    title: 'You are signed out',
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">You are signed out of Waymark</h1>
${
  endSession &&
  html`<p class="govuk-body">You may still be signed in to ${name} in this browser. On a computer that others use, sign out there as well.</p>
${govuk.button({ text: `Sign out of ${name} as well`, href: endSession })}`
}
<p class="govuk-body"><a class="govuk-link" href="/sign-in">Sign in again</a></p>
</div></div>`,
  }
}
