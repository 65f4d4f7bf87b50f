import { channelNames, languageInWords, languageName } from '../people/index.ts'
import { dayInWords, momentInWords } from '../../web/dates.ts'
import { govuk, moj } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { CaseWithPlan } from './case-query.ts'
import { bridgeNames, givenNames, outcomeNames } from './words.ts'

/** Who this is and how to reach them safely, above every page of the case. An unsafe or unchecked channel is words
 *  and never a link. */
export function identityBar({ reference, person, post }: CaseWithPlan): Html {
  const spoken = person.languages?.map(languageInWords).join(', ')
  return html`${moj.identityBar({
    title: {
      html: html`<strong><bdi>${person.calledName || 'No name given yet'}</bdi></strong> <span class="waymark-bar__part">${reference}</span>
<span class="waymark-bar__part">${spoken || 'Language not known yet'}</span>
${person.interpreterGender && html`<span class="waymark-bar__part">Interpreter: ${person.interpreterGender}</span>`}
<span class="waymark-bar__part">${post.name}</span>`,
    },
  })}${safeContactStrip(person)}`
}

function safeContactStrip({ safeContact = [] }: CaseWithPlan['person']): Html {
  const safe = safeContact.filter((channel) => channel.safe === 'yes')
  const unsafe = safeContact.filter((channel) => channel.safe === 'no')
  const unknown = safeContact.length - safe.length - unsafe.length
  return html`<section class="waymark-safe" aria-label="Safe contact"><div class="govuk-width-container">
${safe.map(
  ({
    channel,
    value,
    rules,
  }) => html`<p class="waymark-safe__line"><strong>Safe: ${channel ? channelNames[channel].toLowerCase() : 'contact'}</strong>
${channel === 'phone' && value ? html`<a class="govuk-link" href="tel:${value.replace(/[^\d+]/g, '')}">${value}</a>` : html`<bdi>${value}</bdi>`}
${rules && html`<span dir="auto">${rules}</span>`}</p>`,
)}
${unsafe.map(({ channel, value, rules }) => html`<p class="waymark-safe__line waymark-safe__line--no"><strong>Do not use: ${channel ? channelNames[channel].toLowerCase() : 'contact'}</strong> <bdi>${value}</bdi> ${rules && html`<span dir="auto">${rules}</span>`}</p>`)}
${unknown > 0 && html`<p class="waymark-safe__line">${unknown} more not checked: do not use until checked.</p>`}
${safeContact.length === 0 && html`<p class="waymark-safe__line">No safe way to reach them is known yet. Reach them through who referred them, or in person.</p>`}
</div></section>`
}

export function caseView(of: CaseWithPlan): Shown {
  const open = of.closedAt === undefined
  const to = (path: string) => `/cases/${of.id}/${path}`
  return {
    title: `Case ${of.reference}`,
    back: { href: '/cases', text: 'Cases' },
    bar: identityBar(of),
    wide: true,
    body: html`<h1 class="govuk-heading-l">Case ${of.reference}</h1>
${of.person.restricted && govuk.warningText({ text: 'Restricted: only named members see this person.', iconFallbackText: 'Warning' })}
${of.closedAt && govuk.insetText({ text: `Closed on ${dayInWords(of.closedAt)}.${of.closure?.followUpOn ? ` Follow up on ${dayInWords(of.closure.followUpOn)}.` : ''}` })}
<div class="govuk-button-group">
${open && govuk.button({ text: 'Record a contact', href: to('contacts') })}
${open && govuk.button({ text: 'Add a need', href: to('needs'), classes: 'govuk-button--secondary' })}
${open && govuk.button({ text: 'Add an action', href: to('actions'), classes: 'govuk-button--secondary' })}
${open && govuk.button({ text: 'Record an agreement', href: to('agreements'), classes: 'govuk-button--secondary' })}
${open && govuk.button({ text: 'Close', href: to('closure'), classes: 'govuk-button--secondary' })}
${!open && govuk.button({ text: 'Record a follow-up', href: to('followups') })}
</div>
<h2 class="govuk-heading-m">Plan</h2>${plan(of)}
<h2 class="govuk-heading-m">Contacts</h2>${contacts(of)}
<h2 class="govuk-heading-m">What they agreed to</h2>${agreements(of)}
${of.followups.length > 0 && html`<h2 class="govuk-heading-m">Since</h2>${followUps(of)}`}
<p class="govuk-body"><a class="govuk-link" href="/referrals/${of.referral.id}">The referral as it was sent</a></p>`,
  }
}

function plan({ needs, actions }: CaseWithPlan): Html {
  if (needs.length + actions.length === 0) {
    return html`<p class="govuk-body">Nothing is planned yet. Ask what they need first, then say what will be done and by when.</p>`
  }
  const other = actions.filter(({ need }) => need === undefined)
  return html`${needs.map(
    ({ id, label, goal }) => html`<h3 class="govuk-heading-s">${label}</h3>
${goal && html`<p class="govuk-body waymark-typed" dir="auto">“${goal}”</p>`}${actionList(actions.filter(({ need }) => need === id))}`,
  )}${other.length > 0 && html`<h3 class="govuk-heading-s">Other actions</h3>${actionList(other)}`}`
}

const outcomeColours = {
  done: 'green',
  notChosen: 'grey',
  providerSaidNo: 'orange',
  notAvailable: 'orange',
} as const

function actionList(actions: CaseWithPlan['actions']): Html {
  if (actions.length === 0) return html`<p class="govuk-body">No action yet.</p>`
  return govuk.summaryList({
    rows: actions.map((action) => {
      const outcome = action.outcome as keyof typeof outcomeNames | undefined
      const status = outcome
        ? govuk.tag({ text: outcomeNames[outcome], classes: `govuk-tag--${outcomeColours[outcome]}` })
        : html`${action.promisedBy ? `By ${dayInWords(action.promisedBy)}` : 'Promised'}`
      const details = [
        action.goal,
        action.provider,
        action.cost && `£${(action.cost.pence / 100).toFixed(2)}`,
        action.reason,
      ].filter(Boolean)
      return {
        key: { text: action.label },
        value: { html: html`${status}${details.map((detail) => html`<div dir="auto">${detail}</div>`)}` },
        actions: outcome
          ? undefined
          : {
              items: [
                {
                  href: `/actions/${action.id}/outcome`,
                  text: 'What came of it',
                  visuallyHiddenText: `: ${action.label}`,
                },
              ],
            },
      }
    }),
  })
}

function contacts({ contacts: all }: CaseWithPlan): Html {
  if (all.length === 0) return html`<p class="govuk-body">Nobody has spoken with them yet.</p>`
  return moj.timeline({
    headingLevel: 3,
    items: all.map((contact) => ({
      label: {
        text: `${channelNames[contact.channel as keyof typeof channelNames]}${contact.reached ? '' : ', not reached'}`,
      },
      byline: { text: contact.by },
      datetime: { timestamp: contact.at, format: momentInWords(contact.at) },
      html: html`${contact.language && html`<p class="govuk-body-s">${[languageName(contact.language), contact.bridge && bridgeNames[contact.bridge as keyof typeof bridgeNames].toLowerCase(), contact.withWhom].filter(Boolean).join(', ')}</p>`}
${contact.summary && html`<p class="govuk-body waymark-typed" dir="auto">${contact.summary}</p>`}
${contact.next && html`<p class="govuk-body"><strong>Next:</strong> <span dir="auto">${contact.next}</span></p>`}`,
    })),
  })
}

function agreements({ agreements: all }: CaseWithPlan): Html {
  if (all.length === 0) return html`<p class="govuk-body">Nothing has been asked yet.</p>`
  return govuk.summaryList({
    rows: all.map(({ label, given, at, recipient, how, explainedIn }) => ({
      key: { html: html`${label}${recipient && html`<div dir="auto">${recipient}</div>`}` },
      value: {
        html: html`<strong>${givenNames[given as keyof typeof givenNames]}</strong>, ${dayInWords(at)}${explainedIn && `, explained in ${languageName(explainedIn)}`}
${how && html`<div class="waymark-typed" dir="auto">${how}</div>`}`,
      },
    })),
  })
}

function followUps({ followups }: CaseWithPlan): Html {
  return govuk.summaryList({
    rows: followups.map(({ at, summary }) => ({
      key: { text: dayInWords(at) },
      value: { html: html`<span class="waymark-typed" dir="auto">${summary}</span>` },
    })),
  })
}
