import type { z } from 'zod'
import { worksForHub } from '../../kernel/session.ts'
import {
  birthInWords,
  channelNames,
  countryName,
  genderNames,
  ageStatusNames,
  languageInWords,
  languageName,
  type PersonTold,
} from '../people/index.ts'
import { dayInWords, momentInWords, sinceInWords } from '../../web/dates.ts'
import { postForm, radios, submit, textarea, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import type { referralAsSent, sentReferrals, waitingReferrals } from './queries.ts'
import { agreementNames, doorName, immediateQuestions, riskNames, stateNames } from './words.ts'

type Waiting = z.infer<typeof waitingReferrals.output>
type Sent = z.infer<typeof sentReferrals.output>
type AsSent = z.infer<typeof referralAsSent.output>

const riskColours = { immediate: 'red', high: 'orange', notAssessed: 'yellow', standard: 'grey' } as const

export function riskTag(level: keyof typeof riskNames): Html {
  return govuk.tag({ text: riskNames[level], classes: `govuk-tag--${riskColours[level]}` })
}

/** More rows, by key. */
export function nextPage(path: string, next: string | null): Html | undefined {
  if (!next) return undefined
  return govuk.pagination({ next: { href: `${path}?after=${next}`, text: 'Next', labelText: 'More rows' } })
}

export function queueView({ items, next }: Waiting, { at }: Looking): Shown {
  const rows = items.map(({ id, reference, risk, language, door, waitingSince }) => [
    { html: html`<a class="govuk-link" href="/referrals/${id}">${reference}</a>` },
    { html: html`${riskTag(risk.level)}<span class="waymark-reasons">${risk.reasons.join('. ')}</span>` },
    { text: language ? languageName(language) : 'Not known yet' },
    { text: doorName(door) },
    { text: sinceInWords(waitingSince, at) },
  ])
  return {
    title: 'Referrals',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Referrals waiting</h1>
${
  items.length === 0
    ? html`<p class="govuk-body">Nothing is waiting. New referrals appear here, most urgent first, whichever way they come.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Referrals waiting">${govuk.table(
        {
          caption: 'Most urgent first, then longest waiting',
          captionClasses: 'govuk-visually-hidden',
          head: ['Referral', 'Risk', 'Language', 'Came by', 'Waiting'].map((text) => ({ text })),
          rows,
        },
      )}</div>`
}${nextPage('/referrals', next)}`,
  }
}

const stateColours = { received: 'blue', accepted: 'green', refused: 'grey' } as const
const stateTag = (state: string) =>
  govuk.tag({
    text: stateNames[state as keyof typeof stateNames],
    classes: `govuk-tag--${stateColours[state as keyof typeof stateColours]}`,
  })

export function sentView({ items, next }: Sent): Shown {
  return {
    title: 'Referrals your team sent',
    body: html`<h1 class="govuk-heading-l">Referrals your team sent</h1>
${
  items.length === 0
    ? html`<p class="govuk-body">Your team has sent none yet. <a class="govuk-link" href="/refer">Refer someone</a>.</p>`
    : govuk.table({
        caption: 'Newest first',
        captionClasses: 'govuk-visually-hidden',
        head: ['Referral', 'Sent', 'What became of it'].map((text) => ({ text })),
        rows: items.map(({ id, reference, sentAt, state }) => [
          { html: html`<a class="govuk-link" href="/referrals/${id}">${reference}</a>` },
          { text: momentInWords(sentAt) },
          { html: stateTag(state) },
        ]),
      })
}${nextPage('/sent-referrals', next)}`,
  }
}

/** A summary row, when there is something to say. */
function row(
  key: string,
  value: Html | string | undefined,
): { key: { text: string }; value: { html: Html } }[] {
  if (value === undefined || value === '') return []
  return [{ key: { text: key }, value: { html: html`${value}` } }]
}

const words = (text: string | undefined) =>
  text ? html`<span class="waymark-typed" dir="auto">${text}</span>` : undefined
const lines = (items: (Html | string)[] | undefined) =>
  items?.length ? html`${items.map((item) => html`<div>${item}</div>`)}` : undefined

function personRows(person: PersonTold) {
  return [
    ...row('Called', person.calledName && html`<bdi>${person.calledName}</bdi>`),
    ...row(
      'Names',
      lines(
        person.names?.map(
          ({ given, family }) => html`<bdi>${[given, family].filter(Boolean).join(' ')}</bdi>`,
        ),
      ),
    ),
    ...row('Born', birthInWords(person.birth, dayInWords)),
    ...row('Age', person.ageStatus && ageStatusNames[person.ageStatus]),
    ...row('Gender', person.gender && genderNames[person.gender]),
    ...row('Nationality', person.nationalities?.map(countryName).join(', ')),
    ...row('Languages', lines(person.languages?.map(languageInWords))),
    ...row('Interpreter', person.interpreterGender),
    ...row(
      'How to reach them',
      lines(
        person.safeContact?.map(
          ({ channel, value, safe, rules }) =>
            html`${channel && channelNames[channel]}: <bdi>${value}</bdi> ${safeTag(safe)} ${rules && html`<span dir="auto">${rules}</span>`}`,
        ),
      ),
    ),
    ...row('Seen alone', person.seenAlone === undefined ? undefined : person.seenAlone ? 'Yes' : 'No'),
  ]
}

export function safeTag(safe: 'yes' | 'no' | 'unknown' = 'unknown'): Html {
  const [text, colour] = {
    yes: ['Safe', 'green'],
    no: ['Do not use', 'red'],
    unknown: ['Not known: do not use yet', 'yellow'],
  }[safe] as [string, string]
  return govuk.tag({ text, classes: `govuk-tag--${colour}` })
}

function toldRows({ source, account, foundAt, immediate, agreedToReferral, sentAt }: AsSent) {
  const ticked = immediateQuestions.filter(([question]) => immediate?.[question]).map(([, label]) => label)
  if (immediate?.wageAtRiskBy) ticked.push(`Wage will be taken by ${dayInWords(immediate.wageAtRiskBy)}`)
  return [
    ...row('What happened', words(account)),
    ...row('Right now', lines(ticked)),
    ...row(
      'Where',
      lines(
        [foundAt?.town, foundAt?.postcode, foundAt?.description].filter(
          (place) => place !== undefined && place !== '',
        ) as string[],
      ),
    ),
    ...row('Agreed to be referred', agreedToReferral && agreementNames[agreedToReferral]),
    ...row(
      'Told by',
      lines(
        [source.name, source.organisation, source.contact].filter(
          (part) => part !== undefined && part !== '',
        ) as string[],
      ),
    ),
    ...row('Came by', doorName(source.door)),
    ...row('Sent', momentInWords(sentAt)),
  ]
}

export function referralView(referral: AsSent, { actor }: Looking): Shown {
  const { id, reference, state, outcome, people } = referral
  const deciding = state === 'received' && worksForHub(actor)
  return {
    title: `Referral ${reference}`,
    back: worksForHub(actor)
      ? { href: '/referrals', text: 'Referrals' }
      : { href: '/sent-referrals', text: 'Referrals your team sent' },
    body: html`<h1 class="govuk-heading-l">Referral ${reference} ${stateTag(state)}</h1>
${outcome && outcomeOf(outcome)}
${
  deciding &&
  html`<div class="govuk-button-group">${govuk.button({ text: 'Accept and choose a post', href: `/referrals/${id}/acceptance` })}
${govuk.button({ text: 'Say no', href: `/referrals/${id}/refusal`, classes: 'govuk-button--secondary' })}</div>`
}
${state === 'received' && !deciding && html`<p class="govuk-body">The hub has it. Its decision, and the reason, will be shown here.</p>`}
${people.map((person) => html`<h2 class="govuk-heading-m">The person</h2>${govuk.summaryList({ rows: personRows(person) })}`)}
<h2 class="govuk-heading-m">What was told</h2>
${govuk.summaryList({ rows: toldRows(referral) })}`,
  }
}

function outcomeOf({ state, explanation }: NonNullable<AsSent['outcome']>): Html {
  if (state === 'accepted')
    return govuk.insetText({
      text: 'The hub accepted this referral. Somebody will try to reach the person safely. If you think they are in danger now, ring 999.',
    })
  return govuk.insetText({
    html: html`<p class="govuk-body">The hub did not accept this referral. It says:</p>${words(explanation)}`,
  })
}

export function refusalView(
  { referral, reasons }: { referral: AsSent; reasons: { kind: string; label: string }[] },
  form: Form,
): Shown {
  return {
    title: 'Say no to a referral',
    back: { href: `/referrals/${referral.id}` },
    body: html`<span class="govuk-caption-l">Referral ${referral.reference}</span><h1 class="govuk-heading-l">Say no to this referral</h1>
${postForm(
  { action: `/referrals/${referral.id}/refusal`, form },
  html`${radios({ name: 'reason', label: 'Why?', size: 'm', items: reasons.map(({ kind, label }) => ({ value: kind, text: label })) }, form)}
${textarea({ name: 'explanation', label: 'What the referrer will read', hint: 'One or two sentences, and what they could do instead.', size: 'm' }, form)}
${submit({ text: 'Send and say no', kind: 'warning' })}`,
)}`,
  }
}
