import { canRestrict, exclusionNames, restrictionNames, type WhoSees } from '../../people/index.ts'
import { hasRole, type Actor } from '../../../kernel/session.ts'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import type { Seen } from './about.ts'

/** Who sees this person now, by name, and who must not. */
export function membersView({ who, of, reference, back }: Seen, actor: Actor, at: Date): Shown {
  const manages = canRestrict(actor, { id: who.id, hub: who.hub, open_hub: who.restricted ? 0 : who.hub })
  return {
    title: `Who may see this person: ${reference}`,
    back,
    bar: of && identityBar(of, at),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">Who may see this person</h1>
${who.restricted ? restricted(who.restricted) : html`<p class="govuk-body">Not restricted: every co-ordinator and manager of the hub sees this person, and whoever is on call.</p>`}
${members(who, manages, actor)}
${manages && act(who)}
<h2 class="govuk-heading-m">Must not be involved</h2>
${excluded(who, actor)}
${govuk.button({ text: 'Exclude a worker', href: `/people/${who.id}/exclusions`, classes: 'govuk-button--secondary' })}
<p class="govuk-body">${who.restricted ? 'Of those who referred them, only who sent the referral still reads it' : 'The team that referred them reads the referral as it was sent'}, and what became of it. ${of && html`<a class="govuk-link" href="/cases/${of.id}/readings">Who looked</a>`}</p>
</div></div>`,
  }
}

function restricted({ because, at, by }: NonNullable<WhoSees['restricted']>): Html {
  const since = at && ` on ${dayInWords(at)}${by ? ` by ${by}` : ''}`
  return html`<p class="govuk-body">${govuk.tag({ text: 'Restricted', classes: 'govuk-tag--red' })} Only the colleagues named here see this person.</p>
<p class="govuk-body">Restricted${since}${because && html`: ${restrictionNames[because].toLowerCase()}`}.</p>`
}

const becauseNames = {
  hub: 'Works for the hub',
  onCall: 'On call',
  restricted: 'Named',
  'break-glass': 'Opened in an emergency',
} as const

function members({ id, members: seeing, restricted: closed }: WhoSees, manages: boolean, actor: Actor): Html {
  return govuk.summaryList({
    rows: seeing.map(({ id: member, name, because, untilAt }) => ({
      key: { html: html`<bdi>${name}</bdi>` },
      value: { text: `${becauseNames[because]}${untilAt ? ` until ${momentInWords(untilAt)}` : ''}` },
      ...(closed &&
        manages &&
        because === 'restricted' &&
        member !== actor.id && {
          actions: {
            items: [
              {
                href: `/people/${id}/named-members/endings?member=${member}`,
                text: 'Take off',
                visuallyHiddenText: ` ${name}`,
              },
            ],
          },
        }),
    })),
  })
}

/** What a manager can do about it. */
function act({ id, restricted: closed }: WhoSees): Html {
  if (!closed)
    return govuk.button({
      text: 'Restrict to named colleagues',
      href: `/people/${id}/restriction`,
      classes: 'govuk-button--secondary',
    })
  return html`<div class="govuk-button-group">${govuk.button({ text: 'Name another colleague', href: `/people/${id}/named-members`, classes: 'govuk-button--secondary' })}
<a class="govuk-link" href="/people/${id}/restriction/end">Lift the restriction</a></div>`
}

function excluded({ excluded: rows }: WhoSees, actor: Actor): Html {
  if (rows.length === 0) return html`<p class="govuk-body">Nobody is excluded.</p>`
  return govuk.summaryList({
    rows: rows.map(({ id, name, askedBy, at }) => ({
      key: { html: html`<bdi>${name}</bdi>` },
      value: { text: `${exclusionNames[askedBy]}, ${dayInWords(at)}` },
      ...((hasRole(actor, 'manager') || askedBy === 'person') && {
        actions: {
          items: [
            { href: `/exclusions/${id}/end`, text: 'End', visuallyHiddenText: ` the exclusion of ${name}` },
          ],
        },
      }),
    })),
  })
}
