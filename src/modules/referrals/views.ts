import type { z } from 'zod'
import { worksForHub } from '../../kernel/session.ts'
import {
  crisisOf,
  stopBanner,
  birthInWords,
  channelNames,
  countryName,
  genderNames,
  ageStatusNames,
  languageInWords,
  type PersonTold,
} from '../people/index.ts'
import { dayInWords, momentInWords } from '../../web/dates.ts'
import { postForm, radios, submit, textarea, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import { reachHub } from '../../web/reach.ts'
import { londonMoment } from '../../kernel/clock.ts'
import type { Risk } from './forms.ts'
import type { referralAsSent, sentReferrals } from './queries.ts'
import type { Indicator } from './dated.ts'
import { questionsOf } from './questions/questions-view.ts'
import { nextPage, riskTag } from './queue/queue-view.ts'
import {
  agreementNames,
  basisWords,
  childNames,
  doorName,
  immediateQuestions,
  interpreterNames,
  newsNames,
  stateNames,
} from './words.ts'

type Sent = z.infer<typeof sentReferrals.output>
type AsSent = z.infer<typeof referralAsSent.output>

const stateColours = { received: 'blue', accepted: 'green', refused: 'grey' } as const
const stateTag = (state: string) =>
  govuk.tag({
    text: stateNames[state as keyof typeof stateNames],
    classes: `govuk-tag--${stateColours[state as keyof typeof stateColours]}`,
  })

/** Until somebody of the team has opened it. */
const newsTag = (news: keyof typeof newsNames) =>
  govuk.tag({ text: `News: ${newsNames[news]}`, classes: 'govuk-tag--pink' })

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
        rows: items.map(({ id, reference, sentAt, state, news }) => [
          { html: html`<a class="govuk-link" href="/referrals/${id}">${reference}</a>` },
          { text: momentInWords(sentAt) },
          { html: html`${stateTag(state)} ${news && newsTag(news)}` },
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
    ...row(
      'Interpreter',
      interpreterNames[person.interpreterGender as keyof typeof interpreterNames] ?? person.interpreterGender,
    ),
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

function toldRows(
  { source, account, foundAt, immediate, children, agreedToReferral, sentAt, ...signs }: AsSent,
  indicators: Indicator[],
) {
  const ticked = immediateQuestions.filter(([question]) => immediate?.[question]).map(([, label]) => label)
  if (immediate?.wageAtRiskBy) ticked.push(`Wage will be taken by ${dayInWords(immediate.wageAtRiskBy)}`)
  return [
    ...row('What happened', words(account)),
    ...row('A child involved', children?.involved && childNames[children.involved]),
    ...row(
      'The council',
      children?.told &&
        lines([
          children.told === 'yes' ? 'Told' : 'Not told yet',
          ...said([children.whom, children.at && momentInWords(londonMoment(children.at).toISOString())]),
        ]),
    ),
    ...row('Right now', lines(ticked)),
    ...row('Where', lines(said([foundAt?.town, foundAt?.postcode, foundAt?.description]))),
    ...row('Signs', lines(signsOf(signs, indicators))),
    ...row('Agreed to be referred', agreedToReferral && agreementNames[agreedToReferral]),
    ...row('Told by', lines(said([source.name, source.organisation, source.contact]))),
    ...row('Came by', doorName(source.door)),
    ...row('Sent', momentInWords(sentAt)),
  ]
}

const said = (parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '') as string[]

/** Each sign with where it was noticed and how it is known: a list, and never a score. */
function signsOf(
  { indicators: codes = [], observations = [] }: Pick<AsSent, 'indicators' | 'observations'>,
  indicators: Indicator[],
): Html[] {
  const all = [...new Set([...codes, ...observations.map(({ code }) => code)])]
  return all.map((code) => {
    const label = indicators.find((one) => one.code === code)?.label ?? code
    const noticed = observations.filter((one) => one.code === code)
    return html`${label}${noticed.map(({ basis, where }) => html` (${basisWords[basis]}${where && html`, <span dir="auto">${where}</span>`})`)}`
  })
}

interface OneReferral {
  referral: AsSent
  indicators: Indicator[]
  /** What the hub makes of it: nobody else is told. */
  risk?: z.infer<typeof Risk>
  /** Whose it is, for the hub. */
  person?: string
  /** The case it became, for whoever may see it. */
  became?: { id: string; reference: string }
  /** An open crisis of this person, for the hub. */
  crisis?: string
  /** What in it must not be used. */
  unsafe: string[]
  /** Whether this member has a crime system to copy into. */
  forCrimeSystem: boolean
}

export function referralView(
  { referral, indicators, risk, person: personId, became, crisis, forCrimeSystem, unsafe }: OneReferral,
  { actor, onCall }: Looking,
): Shown {
  const { id, reference, state, outcome, people, questions = [] } = referral
  const deciding = state === 'received' && worksForHub(actor)
  const waiting = questions.find(({ answer }) => answer === undefined)
  return {
    title: `Referral ${reference}`,
    back: worksForHub(actor)
      ? { href: '/referrals', text: 'Referrals' }
      : { href: '/sent-referrals', text: 'Referrals your team sent' },
    body: html`<h1 class="govuk-heading-l">Referral ${reference} ${stateTag(state)}</h1>
${crisis && crisisOf(crisis)}
${deciding && stopBanner(unsafe, onCall)}
${risk && html`<p class="govuk-body">${riskTag(risk.level)} ${risk.reasons.join('. ')}</p>`}
${outcome && outcomeOf(outcome)}
${became && html`<p class="govuk-body">It became case <a class="govuk-link" href="/cases/${became.id}">${became.reference}</a>.</p>`}
${
  deciding &&
  html`<div class="govuk-button-group">${govuk.button({ text: 'Accept and choose a post', href: `/referrals/${id}/acceptance` })}
${!waiting && govuk.button({ text: 'Ask for more', href: `/referrals/${id}/questions`, classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Say no', href: `/referrals/${id}/refusal`, classes: 'govuk-button--secondary' })}</div>`
}
${state === 'received' && !deciding && !waiting && html`<p class="govuk-body">The hub has it. Its decision, and the reason, will be shown here.</p>${reachHub(onCall)}`}
${questions.length > 0 && questionsOf(questions)}
${waiting && !worksForHub(actor) && govuk.button({ text: 'Answer the hub', href: `/referrals/${id}/answers` })}
${people.map((person) => html`<h2 class="govuk-heading-m">The person</h2>${govuk.summaryList({ rows: personRows(person) })}`)}
<h2 class="govuk-heading-m">What was told</h2>
${govuk.summaryList({ rows: toldRows(referral, indicators) })}
${personId && html`<p class="govuk-body"><a class="govuk-link" href="/people/${personId}/details">Correct who they are</a><br><a class="govuk-link" href="/people/${personId}/warnings">Safety warnings</a><br><a class="govuk-link" href="/people/${personId}/members">Who may see this person</a></p>`}
${forCrimeSystem && html`<p class="govuk-body"><a class="govuk-link" href="/referrals/${id}/crime-system-copy">Copy for the crime system</a></p>`}`,
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
