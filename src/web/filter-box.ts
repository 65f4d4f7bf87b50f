/** What a list is narrowed by: codes in its address, chosen in a box beside it. */
import { govuk, moj } from './govuk.ts'
import { html, type Html } from './html.ts'

/** One thing to narrow by: what it is called, and the codes with their words. `always`: one of them is always chosen. */
export interface Filter {
  text: string
  names: Readonly<Record<string, string>>
  always?: true
}
export type Chosen<Name extends string> = Partial<Record<Name, string>>

/** What is chosen, as it stands in the address: nothing that is empty, and no page. */
export function chosenOf<Name extends string>(
  filters: Readonly<Record<Name, Filter>>,
  given: Partial<Record<NoInfer<Name>, unknown>>,
): Chosen<Name> {
  const names = Object.keys(filters) as Name[]
  return Object.fromEntries(
    names.flatMap((name) => (given[name] ? [[name, String(given[name])]] : [])),
  ) as Chosen<Name>
}

/** The search part of an address without what was left at "Any". */
export const said = (search: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))

/** The box, folded until something is chosen, and the list beside it. */
export function filtered<Name extends string>(
  path: string,
  filters: Readonly<Record<Name, Filter>>,
  chosen: Chosen<NoInfer<Name>>,
  list: Html,
): Html {
  return html`<div class="moj-filter-layout"><div class="moj-filter-layout__filter">
<details class="govuk-details waymark-filter"${Object.keys(chosen).length > 0 && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Filter</span></summary>
${box(path, filters, chosen)}</details></div>
<div class="moj-filter-layout__content">${list}</div></div>`
}

function box(path: string, filters: Readonly<Record<string, Filter>>, chosen: Chosen<string>): Html {
  const entries = Object.entries(chosen) as [string, string][]
  const without = (name: string) => {
    const rest = new URLSearchParams(entries.filter(([other]) => other !== name))
    return rest.size > 0 ? `${path}?${rest}` : path
  }
  const one = ([name, { text, names, always }]: [string, Filter]) =>
    govuk.select({
      id: `filter-${name}`,
      name,
      label: { text, classes: 'govuk-label--s' },
      value: chosen[name] ?? '',
      items: [
        ...(always ? [] : [{ value: '', text: 'Any' }]),
        ...Object.entries(names).map(([value, words]) => ({ value, text: words })),
      ],
    })
  return html`<form method="get" action="${path}">${moj.filter({
    heading: { text: 'Filter' },
    submit: { text: 'Apply filters' },
    selectedFilters:
      entries.length > 0
        ? {
            heading: { text: 'Chosen' },
            clearLink: { text: 'Clear', href: path },
            categories: entries.map(([name, value]) => ({
              heading: { text: filters[name]?.text ?? name },
              items: [{ href: without(name), text: filters[name]?.names[value] ?? value }],
            })),
          }
        : undefined,
    optionsHtml: html`${Object.entries(filters).map(one)}`,
  })}</form>`
}
