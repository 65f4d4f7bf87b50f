import { demoBanner } from '../../web/layout.ts'
import { govuk } from '../../web/govuk.ts'
import { html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { DemoMember } from './sign-in.ts'

/** One click for each fictional person. Outside demo mode there is nobody to show. */
export function signInView(members: DemoMember[]): Shown & { banner?: ReturnType<typeof demoBanner> } {
  if (members.length === 0) {
    return {
      title: 'Sign in',
      body: html`<h1 class="govuk-heading-l">Sign in</h1>
<p class="govuk-body">Your organisation’s sign-in has not been set up here yet. Ask your administrator.</p>`,
    }
  }
  const byAgency = Map.groupBy(members, (member) => member.agency)
  return {
    title: 'Sign in',
    banner: demoBanner(),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Choose who to be</h1>
<p class="govuk-body">Everybody here is invented. Choose one to see Waymark as they see it.</p>
${[...byAgency].map(
  ([agency, ofAgency]) => html`<h2 class="govuk-heading-m">${agency}</h2>
<ul class="govuk-list waymark-people">${ofAgency.map(
    (
      member,
    ) => html`<li><form method="post" action="/sign-in"><input type="hidden" name="member" value="${member.id}">
${govuk.button({ html: html`<bdi>${member.name}</bdi>, ${member.roles.join(', ')}`, classes: 'govuk-button--secondary' })}</form></li>`,
  )}</ul>`,
)}
</div></div>`,
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
