import type { z } from 'zod'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { columns } from './columns.ts'
import { discardReasons } from './forms.ts'
import type { dropFolder, dropRowLine, openedDropRow } from './queries.ts'

function scrolling(caption: string, head: string[], rows: (Html | string | number)[][]): Html {
  return html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="${caption}">${govuk.table({
    caption,
    captionClasses: 'govuk-table__caption--m',
    head: head.map((text) => ({ text })),
    rows: rows.map((row) => row.map((cell) => ({ html: html`${cell}` }))),
  })}</div>`
}

export function dropFolderView({ files, aside, more }: z.infer<typeof dropFolder.output>): Shown {
  return {
    title: 'Drop folder',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Drop folder</h1>
<p class="govuk-body">Referrals that the force’s system leaves as files. Each row has gone into the queue, or stands here until somebody has looked at it.</p>
${
  aside.length === 0
    ? html`<p class="govuk-body">Nothing was set aside.</p>`
    : scrolling(
        'Set aside',
        ['Line', 'Came', 'Why', 'Column', 'What to do'],
        aside.map(({ id, line, came, reason, column }) => [
          String(line),
          momentInWords(came),
          reason,
          column ?? '',
          html`<a class="govuk-link" href="/drop-folder/rows/${id}">Open<span class="govuk-visually-hidden"> line ${line}</span></a>`,
        ]),
      )
}
${more && html`<p class="govuk-body">There are more. They appear as these are dealt with.</p>`}
${
  files.length === 0
    ? html`<p class="govuk-body">No file has come yet.</p>`
    : scrolling(
        'Files',
        ['Came', 'Kind', 'Rows', 'In the queue', 'Set aside', 'Discarded', 'Not done yet'],
        files.map(({ came, format, rows, taken, aside: left, discarded, waiting }) => [
          momentInWords(came),
          format.toUpperCase(),
          String(rows),
          String(taken),
          String(left),
          String(discarded),
          String(waiting),
        ]),
      )
}`,
  }
}

type Opened = z.infer<typeof openedDropRow.output>

export function dropRowView({ id, line, came, reason, column, text }: Opened, form: Form): Shown {
  return {
    title: `Line ${line} of a file`,
    back: { href: '/drop-folder', text: 'Drop folder' },
    body: html`<span class="govuk-caption-l">Came on ${dayInWords(came)}</span><h1 class="govuk-heading-l">Line ${line}, set aside</h1>
${govuk.insetText({ text: column ? `${column}. ${reason}.` : `${reason}.` })}
<p class="govuk-body">That you opened this is recorded.</p>
${text !== undefined && govuk.details({ summaryText: 'The line as it came', html: html`<pre class="waymark-typed" dir="auto">${text}</pre>`, open: true })}
<h2 class="govuk-heading-m">Type it again</h2>
${postForm(
  { action: `/drop-folder/rows/${id}`, form },
  html`${columns.map(({ name, label, long }) => {
    const question = { name: `values.${name}`, label, hint: hints[name] }
    return long
      ? textarea({ ...question, rows: 6 }, form)
      : textInput({ ...question, dir: 'auto', spellcheck: false }, form)
  })}
${submit({ text: 'Put it into the queue' })}`,
)}
<p class="govuk-body"><a class="govuk-link" href="/drop-folder/rows/${id}/discarding">Discard this line instead</a></p>`,
  }
}

const yesOrNo = 'yes or no'
const hints: Record<string, string> = {
  door: 'officer, partner, coordinator, helpline, 101, self, visit, concern, outreach or employer',
  date_of_birth: 'Like 27/03/1990',
  age_status: 'adult, child or unsure',
  gender: 'woman, man, other or unknown',
  nationality: 'Codes of two capital letters with a space between, like LT',
  language: 'A code of three letters, like lit',
  language_level: 'first, fluent or some',
  phone_safe: 'yes, no or unknown',
  wage_at_risk_by: 'Like 27/11/2026',
  agreed: 'yes, no, notAsked, unsafeToAsk, cannotDecide or child',
  ...Object.fromEntries(columns.filter(({ as }) => as === 'yesNo').map(({ name }) => [name, yesOrNo])),
}

export function discardView({ id, line, reason }: z.infer<typeof dropRowLine.output>, form: Form): Shown {
  return {
    title: `Discard line ${line}`,
    back: { href: `/drop-folder/rows/${id}` },
    body: html`<h1 class="govuk-heading-l">Discard line ${line}</h1>
<p class="govuk-body">${reason}. What stood in it is destroyed, and nobody is referred.</p>
${postForm(
  { action: `/drop-folder/rows/${id}/discarding`, form },
  html`${radios({ name: 'reason', label: 'Why?', size: 'm', items: Object.entries(discardReasons).map(([value, text]) => ({ value, text })) }, form)}
${submit({ text: 'Discard it', kind: 'warning' })}`,
)}`,
  }
}
