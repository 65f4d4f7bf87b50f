/** The small parts of a journey's pages: lists that grow by a button, and two texts side by side. */
import { momentInWords } from './dates.ts'
import { typed } from './decode.ts'
import { govuk } from './govuk.ts'
import { html, type Html } from './html.ts'

/** One answer in words. */
export interface Row {
  key: string
  value: Html | string
}

/** What was posted with one more, empty item of this list. In: the list as its fields are named ('names'). */
export function oneMore(pairs: readonly [string, string][], list: string): [string, string][] {
  // A page shows one item before anybody has asked for another.
  const count = Math.max(1, typed(pairs).count(list))
  return [...pairs, [`${list}.${count}`, '']]
}

/** What was posted without one item, the later ones moved up. In: 'names.1'. Out: undefined when nothing is to be taken out. */
export function oneLess(pairs: readonly [string, string][], item: string): [string, string][] | undefined {
  const [, list, number] = /^(.+)\.(\d+)$/.exec(item) ?? []
  if (list === undefined) return undefined
  const gone = Number(number)
  return pairs.flatMap(([name, value]): [string, string][] => {
    const [, index, rest] = name.startsWith(`${list}.`)
      ? (/^(\d+)(.*)$/.exec(name.slice(list.length + 1)) ?? [])
      : []
    if (index === undefined || Number(index) < gone) return [[name, value]]
    return Number(index) === gone ? [] : [[`${list}.${Number(index) - 1}${rest}`, value]]
  })
}

/** Buttons under a list. They are buttons of the form, so that what was typed comes with them. */
export function addAnother(list: string, text: string): Html {
  return govuk.button({ text, name: '_add', value: list, classes: 'govuk-button--secondary' })
}

export function removeItem(item: string, called: string): Html {
  return govuk.button({
    html: html`Remove<span class="govuk-visually-hidden"> ${called}</span>`,
    name: '_remove',
    value: item,
    classes: 'govuk-button--secondary',
  })
}

/** Somebody else has written here since: what it says now. What you typed is in the form below. */
export function conflictNotice(
  { changedBy, changedAt }: { changedBy: string; changedAt: string },
  rows: Row[],
): Html {
  return html`<div class="govuk-inset-text">
<h2 class="govuk-heading-m">Somebody changed this draft while you were writing</h2>
<p class="govuk-body"><bdi>${changedBy}</bdi> changed it on ${momentInWords(changedAt)}. This question now says:</p>
${
  rows.length > 0
    ? govuk.summaryList({
        rows: rows.map(({ key, value }) => ({ key: { text: key }, value: { html: html`${value}` } })),
      })
    : html`<p class="govuk-body">Nothing yet.</p>`
}
<p class="govuk-body">What you wrote is below. Continue keeps yours; go back to keep theirs.</p>
</div>`
}
