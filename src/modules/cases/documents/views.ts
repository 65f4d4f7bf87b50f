import { dayInWords } from '../../../web/dates.ts'
import { dateInput, hidden, radios, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { caseFrame } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { formOf, items, named, type OfCase } from '../form-view.ts'
import { documentPlaceNames } from '../words.ts'

const placeName = (place: string) => documentPlaceNames[place as keyof typeof documentPlaceNames]

export function documentsView(of: CaseWithPlan, now: Date): Shown {
  const body = html`<h1 class="govuk-heading-l">Documents and belongings</h1>
${of.closedAt === undefined && govuk.button({ text: 'Add a document or belonging', href: `/cases/${of.id}/documents/new`, classes: 'govuk-button--secondary' })}
${
  of.documents.length === 0
    ? html`<p class="govuk-body">Nothing is recorded yet. Ask what was taken from them, and where it may be.</p>`
    : govuk.summaryList({
        rows: of.documents.map(({ id, label, place, where, number, recoveredOn, recoveredBy }) => ({
          key: { text: label },
          value: {
            html: html`<strong>${placeName(place)}</strong>${where && html`: <span dir="auto">${where}</span>`}
${recoveredOn && html`<div>Recovered on ${dayInWords(recoveredOn)}${recoveredBy && html` by <bdi>${recoveredBy}</bdi>`}</div>`}${number && html`<div>Number: <bdi>${number}</bdi></div>`}`,
          },
          actions: {
            items: [
              { href: `/documents/${id}/place`, text: 'Where is it now?', visuallyHiddenText: `: ${label}` },
            ],
          },
        })),
      })
}`
  return caseFrame(of, now, { tab: 'documents', title: 'Documents', body })
}

const whereAndWhen = (
  form: Form,
) => html`${radios({ name: 'place', label: 'Where is it now?', items: named(documentPlaceNames), small: true }, form)}
${textInput({ name: 'where', label: 'Where exactly', dir: 'auto' }, form)}
${dateInput({ name: 'recoveredOn', label: 'Recovered on', hint: 'For example, 20 11 2026' }, form)}
${textInput({ name: 'recoveredBy', label: 'Who recovered it', dir: 'auto' }, form)}`

export function documentView(shown: OfCase, form: Form): Shown {
  const { of, choices } = shown
  const fields = html`${radios({ name: 'kind', label: 'What is it?', items: items(choices), small: true }, form)}
${whereAndWhen(form)}${textInput({ name: 'number', label: 'The number on it', hint: 'Kept sealed.', width: 20 }, form)}`
  return formOf(shown, form, {
    title: 'Add a document or belonging',
    button: 'Add',
    path: `/cases/${of.id}/documents/new`,
    back: `/cases/${of.id}/documents`,
    fields,
  })
}

export function placeView(shown: OfCase & { documentId: string }, form: Form): Shown {
  const { of, documentId } = shown
  const document = of.documents.find(({ id }) => id === documentId)
  return formOf(shown, form, {
    title: 'Where is it now?',
    button: 'Save',
    path: `/documents/${documentId}/place`,
    back: `/cases/${of.id}/documents`,
    fields: html`<p class="govuk-body">${document?.label}</p>${hidden('version', form)}${whereAndWhen(form)}`,
  })
}
