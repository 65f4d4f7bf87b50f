import {
  ageStatusNames,
  birthInWords,
  countryChoices,
  countryName,
  genderNames,
  languageChoices,
  languageInWords,
  languageName,
  levelNames,
  nameKindNames,
  type PersonDetails,
} from '../../people/index.ts'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import {
  checkboxes,
  dateInput,
  hidden,
  postForm,
  radios,
  select,
  submit,
  textInput,
  type Form,
} from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import { named, yesOrNo } from '../form-view.ts'
import type { Correcting } from './about.ts'

/** Everything that is known of who somebody is, to be put right. */
export function correctingView(
  { details, of, reference, back, saved }: Correcting,
  form: Form,
  at: Date,
): Shown {
  const stale = form.problems.length > 0 && form.typed.get('version') !== String(details.version)
  return {
    title: `Correct who they are: ${reference}`,
    back,
    bar: of && identityBar(of, at),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${saved && form.problems.length === 0 && savedNotice(back)}
${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">Correct who they are</h1>
<p class="govuk-body">What you change stands from now on: for the match, for the queue and for finding them. What stood before is kept below. The referral stays as it was sent.</p>
${stale && standsNow(details)}
${postForm(
  { action: `/people/${details.id}/details`, form },
  // What is typed was written over an older version: sent again it is meant to stand over what is shown above.
  html`${stale ? hidden('version', form, String(details.version)) : hidden('version', form)}${names(form)}${age(form)}${about(form)}${languages(form)}${submit({ text: 'Save' })}`,
)}${before(details)}</div></div>`,
  }
}

const savedNotice = (back: Correcting['back']) =>
  govuk.notificationBanner({
    type: 'success',
    titleText: 'Saved',
    html: html`<p class="govuk-notification-banner__heading">What you corrected stands from now on. <a class="govuk-notification-banner__link" href="${back.href}">${back.text}</a></p>`,
  })

const part = (legend: string, body: Html) =>
  html`<h2 class="govuk-heading-m govuk-!-margin-top-7">${legend}</h2>${body}`
const optional = (text: string, items: readonly { value: string; text: string }[]) => [
  { value: '', text },
  ...items,
]
/** The list, and what is known besides it: a program refers with any code there is, and what no option stands for would be
 *  taken off by whoever corrects something else. */
const listed = (
  none: string,
  items: readonly { value: string; text: string }[],
  known: string,
  name: (code: string) => string,
) =>
  optional(
    none,
    !/^([a-z]{3}|[A-Z]{2})$/.test(known) || items.some(({ value }) => value === known)
      ? items
      : [...items, { value: known, text: name(known) }],
  )
/** What is there, and room for one more. */
const rows = (form: Form, name: string, most: number) =>
  Array.from({ length: Math.min(most, Math.max(2, form.typed.count(name) + 1)) }, (_, i) => i)

function names(form: Form): Html {
  return part(
    'Names',
    html`${textInput({ name: 'calledName', label: 'They like to be called', width: 20, dir: 'auto', spellcheck: false }, form)}
${rows(form, 'names', 20).map(
  (
    i,
  ) => html`<div class="waymark-item">${textInput({ name: `names.${i}.given`, label: `Name ${i + 1}: given name`, width: 20, dir: 'auto', spellcheck: false }, form)}
${textInput({ name: `names.${i}.family`, label: `Name ${i + 1}: family name`, width: 20, dir: 'auto', spellcheck: false }, form)}
${select({ name: `names.${i}.kind`, label: `Name ${i + 1}: what kind`, items: optional('Not known', named(nameKindNames)) }, form)}</div>`,
)}<p class="govuk-hint">Leave a name empty to take it off.</p>`,
  )
}

function age(form: Form): Html {
  return part(
    'Age',
    html`${radios({ name: 'ageStatus', label: 'Adult or child?', hint: 'Not sure is treated as a child: the risk is read again, and the council has to be told.', items: named(ageStatusNames) }, form)}
<div class="waymark-pair">${textInput({ name: 'about.ageMin', label: 'About how old: at least', width: 3, inputmode: 'numeric' }, form)}
${textInput({ name: 'about.ageMax', label: 'and at most', width: 3, inputmode: 'numeric' }, form)}</div>
${dateInput({ name: 'bornOn', label: 'Or their date of birth', hint: 'For example, 27 3 1990' }, form)}`,
  )
}

function about(form: Form): Html {
  return part(
    'Gender and nationality',
    html`${radios({ name: 'gender', label: 'Gender', items: named(genderNames), inline: true }, form)}
${rows(form, 'nationalities', 5).map((i) => select({ name: `nationalities.${i}`, label: `Nationality ${i + 1}`, items: listed('None', countryChoices, form.typed.get(`nationalities.${i}`), countryName) }, form))}`,
  )
}

function languages(form: Form): Html {
  return part(
    'Languages',
    html`<p class="govuk-hint">The one they speak best first. Do not guess one from their nationality.</p>
${rows(form, 'languages', 10).map(
  (
    i,
  ) => html`<div class="waymark-item"><div class="waymark-pair">${select({ name: `languages.${i}.code`, label: `Language ${i + 1}`, items: listed('None', languageChoices, form.typed.get(`languages.${i}.code`), languageName) }, form)}
${select({ name: `languages.${i}.level`, label: `Language ${i + 1}: how well`, items: optional('Not known', named(levelNames)) }, form)}
${textInput({ name: `languages.${i}.dialect`, label: `Language ${i + 1}: dialect`, width: 10, dir: 'auto' }, form)}</div>
${radios({ name: `languages.${i}.agreed`, label: `Language ${i + 1}: did they say yes to speaking it with us?`, items: yesOrNo, inline: true, small: true }, form)}
${checkboxes({ name: `languages.${i}.refused`, label: `Language ${i + 1}: do they refuse it?`, items: [{ value: 'yes', text: 'They do not want this language used' }], small: true }, form)}</div>`,
)}`,
  )
}

type Parts = Partial<PersonDetails['before'][number]>

/** In rows, only what is said of it. */
function inRows(known: Parts): { key: { text: string }; value: { html: Html } }[] {
  const lines = (items: (Html | string)[] | undefined) =>
    items && html`${items.length === 0 ? 'None' : items.map((item) => html`<div>${item}</div>`)}`
  const found: [string, Html | string | undefined][] = [
    ['Called', 'calledName' in known ? html`<bdi>${known.calledName ?? 'No name given'}</bdi>` : undefined],
    [
      'Names',
      lines(
        known.names?.map(
          ({ given, family, kind }) =>
            html`<bdi>${[given, family].filter(Boolean).join(' ')}</bdi>${kind && ` (${nameKindNames[kind].toLowerCase()})`}`,
        ),
      ),
    ],
    ['Age', 'birth' in known ? (birthInWords(known.birth, dayInWords) ?? 'Not known') : undefined],
    [
      'Adult or child',
      'ageStatus' in known ? (known.ageStatus ? ageStatusNames[known.ageStatus] : 'Not known') : undefined,
    ],
    ['Gender', 'gender' in known ? (known.gender ? genderNames[known.gender] : 'Not known') : undefined],
    ['Nationality', lines(known.nationalities?.map(countryName))],
    ['Languages', lines(known.languages?.map(languageInWords))],
  ]
  return found.flatMap(([key, value]) =>
    value === undefined ? [] : [{ key: { text: key }, value: { html: html`${value}` } }],
  )
}

/** Somebody else was quicker: what stands, above what was typed. */
const standsNow = ({ before: _, ...known }: PersonDetails) =>
  govuk.insetText({
    html: html`<h2 class="govuk-heading-m">What stands now</h2>${govuk.summaryList({ rows: inRows(known) })}`,
  })

function before({ before: corrections }: PersonDetails): Html | undefined {
  // What was only added to had nothing known before it.
  const earlier = corrections.flatMap((one) => {
    const shown = inRows(one)
    return shown.length === 0 ? [] : [{ ...one, shown }]
  })
  if (earlier.length === 0) return undefined
  return govuk.details({
    summaryText: 'What was known before',
    html: html`${earlier.map(
      (
        one,
      ) => html`<h3 class="govuk-heading-s">Until ${momentInWords(one.until)}, when ${one.by} corrected it</h3>
${govuk.summaryList({ classes: 'govuk-summary-list--no-border', rows: one.shown })}`,
    )}`,
  })
}
