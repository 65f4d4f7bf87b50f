import { z } from 'zod'
import { code, text } from '../../../kernel/fields.ts'
import { hidden, radios, select, textInput } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import { agreements, bases, doors, Observation, told } from '../forms.ts'
import { goesOnWithoutAgreement } from '../policy.ts'
import { agreementNames, basisNames, basisWords, doorName, doorNames, schemeNames } from '../words.ts'
import {
  choices,
  filled,
  heading,
  homeOfficeSentence,
  lines,
  numbersToRing,
  optional,
  question,
  row,
} from './parts.ts'

export const agreed = question({
  path: 'agreed',
  title: 'Did they agree to be referred?',
  mends: ['agreedToReferral'],
  asks: z.object({ agreedToReferral: code(agreements, 'Choose whether they agreed to be referred') }),
  from: ({ agreedToReferral }) => ({ agreedToReferral }),
  into: (answers, { agreedToReferral }) => ({ ...answers, agreedToReferral }),
  view: (form) => html`${radios(
    {
      name: 'agreedToReferral',
      label: 'Did they agree to be referred to the hub?',
      hint: 'If you have met several people and one of them said no, leave that person out and refer the others.',
      heading: true,
      items: choices(agreementNames),
    },
    form,
  )}
${govuk.insetText({ text: homeOfficeSentence })}`,
  rows: (answers) =>
    row(
      'Agreed to be referred',
      lines([
        answers.agreedToReferral && agreementNames[answers.agreedToReferral],
        answers.agreedToReferral === 'no' &&
          goesOnWithoutAgreement(answers) &&
          'It goes on all the same, because a life is in danger or a child may be involved. Tell them so, if it is safe to.',
      ]),
    ),
})

/** No name is taken of an adult who said no (practice, section 2). */
export const saidNo = question({
  path: 'said-no',
  title: 'They said no',
  dead: true,
  asks: z.object({}),
  from: () => ({}),
  into: (answers) => answers,
  view: (_, { lists: { numbers } }) => html`${heading('They said no, so do not send their name')}
<p class="govuk-body">That is theirs to choose, and it changes nothing about food, clothes or a bed tonight.</p>
<ol class="govuk-list govuk-list--number">
<li>Give them the card with our number, if it is safe for them to carry it.</li>
<li>Say that they may change their mind on any day.</li>
<li>Ring the hub for advice, without their name.</li>
</ol>
<p class="govuk-body">Names you had already written here have been taken out of this draft.</p>
<p class="govuk-body">If a life is in danger or a child is involved, go back and say so on the first questions: then you can send it without their agreement.</p>
<h2 class="govuk-heading-m">Who can advise you</h2>
${numbersToRing(numbers.filter(({ kind }) => kind === 'helpline' || kind === 'allHours'))}
${govuk.button({ text: 'Back to my drafts', href: '/refer', classes: 'govuk-button--secondary' })}`,
  rows: () => undefined,
})

export const signs = question({
  path: 'signs',
  title: 'What signs did you notice?',
  mends: ['indicators'],
  asks: z.object({ indicators: told.indicators }),
  from: ({ indicators }) => ({ indicators }),
  into: ({ indicators: _, observations, ...answers }, { indicators }) => {
    const kept = observations?.filter(({ code }) => indicators?.includes(code))
    return {
      ...answers,
      ...(indicators?.length && { indicators }),
      ...(kept?.length && { observations: kept }),
    }
  },
  view: (form, { lists: { indicators }, answers }) => {
    const byScheme = Map.groupBy(indicators, ({ scheme }) => scheme)
    const chosen = form.typed.all('indicators')
    const problem = form.problems.find(({ field }) => field.startsWith('indicators'))
    // One field in several lists: ids of their own, and what is wrong is said at the first.
    const list = (scheme: keyof typeof schemeNames) =>
      govuk.checkboxes({
        name: 'indicators',
        idPrefix: scheme === 'ilo' ? 'indicators' : `indicators-${scheme}`,
        classes: 'govuk-checkboxes--small',
        fieldset: { legend: { text: schemeNames[scheme], classes: 'govuk-fieldset__legend--m' } },
        errorMessage: scheme === 'ilo' && problem ? { text: problem.message } : undefined,
        items: (byScheme.get(scheme) ?? []).map(({ code, label }) => ({
          value: code,
          text: label,
          checked: chosen.includes(code),
        })),
      })
    // Fifty boxes are too many to meet at once: the longer lists open by a touch, or when something in them is chosen.
    const folded = (scheme: 'nrm' | 'child') =>
      govuk.details({
        summaryText: schemeNames[scheme],
        html: list(scheme),
        open: (byScheme.get(scheme) ?? []).some(({ code }) => chosen.includes(code)),
      })
    const shown = (['ilo', 'local', 'nrm', 'child'] as const).filter(
      (scheme) => scheme !== 'child' || answers.children?.involved !== 'no',
    )
    return html`${heading('What signs did you notice?')}
<p class="govuk-body">Choose what you noticed, however little. It is a list to look by: nobody counts it, and none of it decides anything.</p>
${shown.map((scheme) => (scheme === 'nrm' || scheme === 'child' ? folded(scheme) : list(scheme)))}`
  },
  rows: ({ indicators, observations }, _, lists) =>
    row(
      'Signs',
      lines(
        (indicators ?? []).map((code) => {
          const seen = observations?.find((one) => one.code === code)
          const known = [seen && basisWords[seen.basis], seen?.where].filter(Boolean).join(', ')
          return `${lists.indicators.find((one) => one.code === code)?.label ?? code}${known && ` (${known})`}`
        }),
      ),
    ),
})

export const noticed = question({
  path: 'noticed',
  title: 'How do you know?',
  mends: ['observations'],
  asks: z.object({
    noticed: z.array(
      z.object({
        code: Observation.shape.code,
        basis: code(bases, 'Choose seen, said or told').optional(),
        where: Observation.shape.where,
      }),
    ),
  }),
  from: ({ indicators = [], observations = [] }) => ({
    noticed: indicators.map((code) => observations.find((one) => one.code === code) ?? { code }),
  }),
  into: ({ observations: _, ...answers }, { noticed }) => {
    const observations = noticed.flatMap(({ basis, ...sign }) =>
      basis ? [{ ...filled(sign), code: sign.code, basis }] : [],
    )
    return observations.length > 0 ? { ...answers, observations } : answers
  },
  view: (form, { answers, lists: { indicators } }) => html`${heading('How do you know, and where was it?')}
<p class="govuk-hint">Leave out what you do not remember.</p>
${(answers.indicators ?? []).map((code, i) => {
  const name = `noticed.${i}`
  return html`${hidden(`${name}.code`, form, code)}
${radios({ name: `${name}.basis`, label: indicators.find((one) => one.code === code)?.label ?? code, size: 's', items: choices(basisNames), small: true, inline: true }, form)}
${textInput({ name: `${name}.where`, label: 'Where?', width: 20 }, form)}`
})}`,
  rows: () => undefined,
})

export const you = question({
  path: 'you',
  title: 'Who are you?',
  mends: ['source'],
  asks: z.object({
    name: text('Your name', 200).optional(),
    organisation: text('Your organisation', 300).optional(),
    contact: text('A number somebody answers', 500).refine(
      (typed) => typed.trim() !== '',
      'Enter a number somebody answers',
    ),
    door: code(doors, 'Choose how this reached you').optional(),
  }),
  from: ({ source }) => source,
  into: (answers, source) => ({ ...answers, source: filled(source) }),
  view: (form) => html`${heading('How can the hub reach you?')}
${textInput({ name: 'name', label: 'Your name', autocomplete: 'name' }, form)}
${textInput({ name: 'organisation', label: 'Your organisation', autocomplete: 'organization' }, form)}
${textInput({ name: 'contact', label: 'A number somebody answers', hint: 'The hub may ring it today', autocomplete: 'tel', width: 20 }, form)}
${select({ name: 'door', label: 'How did this reach you?', items: optional('Choose', choices(doorNames)) }, form)}`,
  rows: ({ source }) =>
    row(
      'You',
      lines([
        source?.name,
        source?.organisation,
        source?.contact,
        source?.door && `Came by: ${doorName(source.door)}`,
      ]),
    ),
})
