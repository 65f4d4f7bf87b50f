import { languageChoices, languageName } from '../../people/index.ts'
import { dayInWords } from '../../../web/dates.ts'
import { dateInput, radios, select, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { caseFrame } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { formOf, items, named, yesOrNo, type OfCase } from '../form-view.ts'
import {
  advocateNames,
  assessorNames,
  findingNames,
  givenNames,
  lawfulBasisNames,
  placeNames,
  withdrawalSentence,
} from '../words.ts'
import type { AgreementKnown } from './queries.ts'

export function agreedView(of: CaseWithPlan, now: Date): Shown {
  const standing = of.agreements.filter(({ stands }) => stands)
  const history = of.agreements.filter(({ stands }) => !stands)
  const body = html`<h1 class="govuk-heading-l">What they agreed to</h1>
${
  of.closedAt === undefined &&
  html`<div class="govuk-button-group">${govuk.button({ text: 'Record what they agreed to', href: `/cases/${of.id}/agreements/new`, classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Record whether they can decide', href: `/cases/${of.id}/capacity`, classes: 'govuk-button--secondary' })}</div>`
}
${waitsForAuthority(of)}
${standing.length === 0 ? html`<p class="govuk-body">Nothing has been asked yet. “Not now” is an answer, and changes nothing about support.</p>` : agreementList(standing)}
${history.length > 0 && govuk.details({ summaryText: `What they said before (${history.length})`, html: agreementList(history) })}
${of.capacity.length > 0 && html`<h2 class="govuk-heading-m">Whether they can decide, decision by decision</h2>${capacityList(of)}`}`
  return caseFrame(of, now, { tab: 'agreed', title: 'Agreed', body })
}

/** An authority was signed because something waits for it: back to what waits. */
function waitsForAuthority({ actions, agreements }: CaseWithPlan): Html | false {
  const waiting = actions.filter(({ held, needsAuthority }) => held && needsAuthority)
  const signed = agreements.some(
    ({ purpose, given: said, stands, withdrawnAt }) =>
      purpose === 'authority' && said === 'yes' && stands && !withdrawnAt,
  )
  if (!signed || waiting.length === 0) return false
  return govuk.insetText({
    html: html`${waiting.map(({ id, label }) => html`<p class="govuk-body">An authority is signed. <a class="govuk-link" href="/actions/${id}/check">Answer the short list for: ${label}</a></p>`)}`,
  })
}

const given = (code: string) => givenNames[code as keyof typeof givenNames]

function agreementList(agreements: AgreementKnown[]): Html {
  return govuk.summaryList({
    rows: agreements.map((agreement) => ({
      key: {
        html: html`${agreement.label}${agreement.recipient && html`<div class="govuk-!-font-weight-regular" dir="auto">${agreement.recipient}</div>`}`,
      },
      value: { html: answer(agreement) },
      actions:
        agreement.given === 'yes' && !agreement.withdrawnAt && agreement.stands
          ? {
              items: [
                {
                  href: `/agreements/${agreement.id}/withdrawal`,
                  text: 'Withdraw',
                  visuallyHiddenText: `: ${agreement.label}`,
                },
              ],
            }
          : undefined,
    })),
  })
}

function answer(agreement: AgreementKnown): Html {
  const { words, how, withdrawnAt, withdrawnWords, askAgainOn, lawfulBasis, expiresOn } = agreement
  const said = withdrawnAt
    ? html`${govuk.tag({ text: 'Withdrawn', classes: 'govuk-tag--red' })} on ${dayInWords(withdrawnAt)}; they had said yes on ${dayInWords(agreement.at)}`
    : html`<strong>${given(agreement.given)}</strong>, ${dayInWords(agreement.at)}`
  return html`${said}${agreement.explainedIn && `, explained in ${languageName(agreement.explainedIn)}`}
${words && html`<div class="waymark-typed" dir="auto">“${words}”</div>`}${withdrawnWords && html`<div class="waymark-typed" dir="auto">“${withdrawnWords}”</div>`}
${how && html`<div class="waymark-typed" dir="auto">${how}</div>`}
<div class="govuk-body-s govuk-!-margin-bottom-0">${circumstances(agreement).join(', ')}</div>
${expiresOn && html`<div>Signed, until ${dayInWords(expiresOn)}</div>`}
${askAgainOn && html`<div>${govuk.tag({ text: `Ask again by ${dayInWords(askAgainOn)}`, classes: 'govuk-tag--yellow' })}</div>`}
${lawfulBasis && html`<div class="govuk-body-s govuk-!-margin-bottom-0">Lawful basis: ${lawfulBasisNames[lawfulBasis as keyof typeof lawfulBasisNames]}</div>`}`
}

function circumstances({ place, alone, othersPresent, rested, fed, by }: AgreementKnown): string[] {
  return [
    place && placeNames[place as keyof typeof placeNames],
    alone === true ? 'alone' : alone === false && `not alone${othersPresent ? `: ${othersPresent}` : ''}`,
    rested === true ? 'rested' : rested === false && 'not rested',
    fed === true ? 'had eaten' : fed === false && 'had not eaten',
    `asked by ${by}`,
  ].filter((part): part is string => Boolean(part))
}

function capacityList({ capacity }: CaseWithPlan): Html {
  return govuk.summaryList({
    rows: capacity.map(({ decision, finding, at, assessedBy, assessor, help, advocate, bestInterests }) => ({
      key: { html: html`<span dir="auto">${decision}</span>` },
      value: {
        html: html`<strong>${findingNames[finding as keyof typeof findingNames]}</strong>, ${dayInWords(at)}. Assessed by: ${assessor ?? assessorNames[assessedBy as keyof typeof assessorNames]}.
${help && html`<div dir="auto">Help given: ${help}</div>`}${advocate && html`<div>${advocateNames[advocate as keyof typeof advocateNames]}</div>`}${bestInterests && html`<div dir="auto">In their best interests: ${bestInterests}</div>`}`,
      },
    })),
  })
}

const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]

export interface ForAgreement extends OfCase {
  wording: { version: number; sentences: string[]; checkedBy?: string }
}

export function agreementView(shown: ForAgreement, form: Form): Shown {
  const { of, choices, wording } = shown
  const authority = html`${radios({ name: 'signed', label: 'Is it signed?', items: yesOrNo, inline: true, small: true }, form)}
${dateInput({ name: 'expiresOn', label: 'Until when?', hint: 'For example, 3 3 2027' }, form)}`
  const purposes = items(choices).map((item) => ({
    ...item,
    conditional: item.value === 'authority' ? authority : undefined,
  }))
  const fields = html`${radios({ name: 'purpose', label: 'What was asked?', items: purposes, small: true }, form)}
${textInput({ name: 'recipient', label: 'With whom, if it is about sharing', hint: 'One organisation at a time, asked when it is needed.' }, form)}
${radios({ name: 'given', classes: 'waymark-taps', label: 'What did they say?', hint: '“Not now” changes nothing about a bed, food, clothes or support.', items: named(givenNames), inline: true }, form)}
${textarea({ name: 'words', label: 'Their own words', rows: 2 }, form)}
${of.agreements.length > 0 && form.typed.get('place') !== '' && html`<p class="govuk-hint">Language, place and how they were are filled in as you recorded them today. Change what is different.</p>`}
${select({ name: 'explainedIn', label: 'Explained in which language?', items: languages }, form)}
${radios({ name: 'place', label: 'Where was it asked?', items: named(placeNames), small: true }, form)}
${radios(
  {
    name: 'alone',
    label: 'Were they alone with you and the interpreter?',
    items: [
      { value: 'yes', text: 'Yes' },
      {
        value: 'no',
        text: 'No',
        conditional: textInput({ name: 'othersPresent', label: 'Who else was there?', dir: 'auto' }, form),
      },
    ],
    small: true,
  },
  form,
)}
${radios({ name: 'rested', classes: 'waymark-taps', label: 'Had they slept?', items: yesOrNo, inline: true, small: true }, form)}
${radios({ name: 'fed', classes: 'waymark-taps', label: 'Had they eaten?', items: yesOrNo, inline: true, small: true }, form)}
${dateInput({ name: 'askAgainOn', label: 'Ask again on', hint: 'Left empty it is within 72 hours when it was asked at a visit, in custody, before others, or before sleep and food.' }, form)}
${textarea({ name: 'how', label: 'How it was explained', rows: 2 }, form)}
${select({ name: 'lawfulBasis', label: 'Lawful basis, if you share on one', hint: 'This is not what the person agreed to: it is what the organisation relies on.', items: [{ value: '', text: 'Not a question of sharing' }, ...named(lawfulBasisNames)] }, form)}`
  return formOf(shown, form, {
    title: 'Record what they agreed to',
    button: 'Record',
    path: `/cases/${of.id}/agreements/new`,
    back: `/cases/${of.id}/agreements`,
    before: fiveSentences(wording),
    fields,
  })
}

/** Said first, in these words: which version they heard is kept with the answer. */
function fiveSentences({ version, sentences, checkedBy }: ForAgreement['wording']): Html {
  return html`<section class="waymark-say" aria-labelledby="say-first"><h2 class="govuk-heading-s" id="say-first">Say first</h2>
<ol class="govuk-list govuk-list--number">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>
<p class="govuk-body-s govuk-!-margin-bottom-0">Wording ${version}${checkedBy ? `, checked by ${checkedBy}` : ': unconfirmed, no practitioner has checked it yet'}.</p></section>`
}

export function withdrawalView(shown: OfCase & { agreementId: string }, form: Form): Shown {
  const { of, agreementId } = shown
  const agreement = of.agreements.find(({ id }) => id === agreementId)
  const fields = html`<p class="govuk-body"><strong>${agreement?.label}</strong>${agreement?.recipient && html`: <bdi>${agreement.recipient}</bdi>`}</p>
${textarea({ name: 'words', label: 'Their own words', rows: 2 }, form)}`
  return formOf(shown, form, {
    title: 'They no longer agree',
    button: 'Withdraw from now',
    path: `/agreements/${agreementId}/withdrawal`,
    back: `/cases/${of.id}/agreements`,
    before: govuk.insetText({ html: html`Tell them: “${withdrawalSentence}”` }),
    fields,
  })
}

export function capacityView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const fields = html`${textarea({ name: 'decision', label: 'Which decision?', hint: 'One decision: not “in general”.', rows: 2 }, form)}
${radios({ name: 'finding', label: 'Can this person decide this, now, with help?', items: named(findingNames), small: true }, form)}
${textarea({ name: 'help', label: 'What help was given to decide?', hint: 'Language, time, pictures, somebody they trust.', rows: 2 }, form)}
${radios({ name: 'assessedBy', label: 'Who assessed?', items: named(assessorNames), inline: true, small: true }, form)}
${textInput({ name: 'assessor', label: 'Their name', dir: 'auto' }, form)}
${radios({ name: 'advocate', label: 'Advocate', items: named(advocateNames), small: true }, form)}
${textarea({ name: 'bestInterests', label: 'If they cannot: what was decided in their best interests, and by whom', rows: 2 }, form)}`
  return formOf(shown, form, {
    title: 'Can they decide this?',
    button: 'Record',
    path: `/cases/${of.id}/capacity`,
    back: `/cases/${of.id}/agreements`,
    fields,
  })
}
