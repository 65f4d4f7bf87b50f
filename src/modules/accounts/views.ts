import type { z } from 'zod'
import { momentInWords } from '../../web/dates.ts'
import { demoBanner } from '../../web/layout.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { alerts } from './alerts.ts'
import type { DemoMember } from './sign-in.ts'

/** Somebody is with a person who needs help, and stands before a page that asks for an account. */
const withoutAccount = html`<h2 class="govuk-heading-m">No account?</h2>
<p class="govuk-body"><a class="govuk-link" href="/no-account">I am with somebody who needs help and have no account</a></p>`

interface SignIn {
  /** Everybody in a demonstration, nobody otherwise. */
  members: DemoMember[]
  /** What the organisation's own sign-in is called, when there is one. */
  issuer?: string
  /** The page they wanted. */
  then: string
  /** They sent a form after their session had expired. */
  parked: boolean
}

/** The organisation's own sign-in; in a demonstration also one click for each fictional person. */
export function signInView(signIn: SignIn): Shown & { banner?: ReturnType<typeof demoBanner> } {
  const { members, issuer, then, parked } = signIn
  const demo = members.length > 0
  const title = demo && !issuer ? 'Choose who to be' : 'Sign in'
  return {
    title: 'Sign in',
    banner: demo ? demoBanner() : undefined,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${parked && keptNotice()}
<h1 class="govuk-heading-l">${title}</h1>
${issuer && govuk.button({ text: `Sign in with ${issuer}`, href: `/sign-in/begin${then === '/' ? '' : `?then=${encodeURIComponent(then)}`}`, isStartButton: true })}
${demo && byOneClick(members, then, issuer !== undefined)}
${!demo && !issuer && html`<p class="govuk-body">Your organisation’s sign-in has not been set up here yet. Ask your administrator.</p>`}
${withoutAccount}
</div></div>`,
  }
}

function keptNotice(): Html {
  return govuk.notificationBanner({
    titleText: 'You were signed out',
    html: html`<p class="govuk-notification-banner__heading">What you typed was not sent. We keep it for 15 minutes.</p>
<p class="govuk-body">Sign in again in this browser, check it and send it again.</p>`,
  })
}

function byOneClick(members: DemoMember[], then: string, besides: boolean): Html {
  const byAgency = Map.groupBy(members, (member) => member.agency)
  return html`${besides && html`<h2 class="govuk-heading-l">Or choose who to be</h2>`}
<p class="govuk-body">Everybody here is invented. Choose one to see Waymark as they see it.</p>
${[...byAgency].map(
  ([agency, ofAgency]) => html`<h2 class="govuk-heading-m">${agency}</h2>
<ul class="govuk-list waymark-people">${ofAgency.map(
    (
      member,
    ) => html`<li><form method="post" action="/sign-in"><input type="hidden" name="member" value="${member.id}">${then !== '/' && html`<input type="hidden" name="then" value="${then}">`}
${govuk.button({ html: html`<bdi>${member.name}</bdi>, ${member.roles.join(', ')}`, classes: 'govuk-button--secondary' })}</form></li>`,
  )}</ul>`,
)}`
}

const alertWords: Record<string, string> = {
  manyWarnings: 'Was told to stop more than 20 times within an hour',
}

/** Each names a member at work and what kind of thing it was, never about whom. */
export function alertsView({ items }: z.infer<typeof alerts.output>): Shown {
  return {
    title: 'Alerts',
    body: html`<h1 class="govuk-heading-l">Alerts</h1>
<p class="govuk-body">Somebody who types many numbers, addresses or references that are unsafe may be looking for a person. Ask them and their manager why.</p>
${
  items.length === 0
    ? html`<p class="govuk-body">There are none.</p>`
    : govuk.table({
        caption: 'Newest first',
        captionClasses: 'govuk-visually-hidden',
        head: ['When', 'Who', 'What'].map((text) => ({ text })),
        rows: items.map(({ at, member, kind }) => [
          { text: momentInWords(at) },
          { html: html`<bdi>${member}</bdi>` },
          { text: alertWords[kind] ?? kind },
        ]),
      })
}`,
  }
}

type MemberItem = Omit<DemoMember, 'roles'> & { roles: string[] }

export function membersView({ items }: { items: MemberItem[] }): Shown {
  return {
    title: 'Members',
    body: html`<h1 class="govuk-heading-l">Members</h1>
<div class="waymark-scroll" tabindex="0" role="region" aria-label="Members">${govuk.table({
      caption: 'Everybody who can sign in',
      captionClasses: 'govuk-visually-hidden',
      head: ['Name', 'E-mail', 'Organisation', 'Roles'].map((text) => ({ text })),
      rows: items.map(({ name, email, agency, roles }) => [
        { html: html`<bdi>${name}</bdi>` },
        { text: email },
        { text: agency },
        { text: roles.join(', ') },
      ]),
    })}</div>`,
  }
}
