/**
 * The official GOV.UK and MoJ macros, called directly: ``govuk.button({ text: 'Accept' })``.
 * Text is escaped by Nunjucks; an option the macro prints unescaped takes `Html` and nothing else.
 */
import nunjucks from 'nunjucks'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { components } from './govuk.gen.ts'
import type { Govuk } from './govuk.gen.ts'
import { Html, raw } from './html.ts'
import type { Moj } from './moj.ts'

type Facade<Options> = { readonly [Name in keyof Options]: (options: Options[Name]) => Html }
type Macro = (options: unknown) => { toString(): string }

/** GOV.UK Design System components. */
export const govuk: Facade<Govuk> = facade(
  Object.entries(components).map(([name, folder]) => ({
    name,
    macro: `govuk${pascal(name)}`,
    file: `govuk/components/${folder}/macro.njk`,
  })),
)

/** MoJ Design System components. */
export const moj: Facade<Moj> = facade(
  (
    [
      ['alert', 'alert'],
      ['badge', 'badge'],
      ['banner', 'banner'],
      ['filter', 'filter'],
      ['identityBar', 'identity-bar'],
      ['pageHeaderActions', 'page-header-actions'],
      ['subNavigation', 'sub-navigation'],
      ['timeline', 'timeline'],
    ] satisfies [keyof Moj, string][]
  ).map(([name, folder]) => ({
    name,
    macro: `moj${pascal(name)}`,
    file: `moj/components/${folder}/macro.njk`,
  })),
)

function facade<Options>(macros: readonly { name: string; macro: string; file: string }[]): Facade<Options> {
  const entries = macros.map(({ name, macro, file }) => {
    // Compiled on the first call and kept: 2 to 35 ms each, and no page uses them all.
    let compiled: Macro | undefined
    return [
      name,
      (options: unknown) => raw(String((compiled ??= compile(file, macro))(plain(options, name))).trim()),
    ]
  })
  return Object.fromEntries(entries) as Facade<Options>
}

const environment = macroEnvironment()

function macroEnvironment(): nunjucks.Environment {
  const require = createRequire(import.meta.url)
  const folders = ['govuk-frontend/package.json', '@ministryofjustice/frontend/package.json'].map((file) =>
    dirname(require.resolve(file)),
  )
  const loader = new nunjucks.FileSystemLoader([`${folders[0]}/dist`, folders[1] as string])
  // trimBlocks and lstripBlocks as GOV.UK renders its own examples: the test compares byte for byte.
  const options = { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true }
  const made = new nunjucks.Environment(loader, options)
  // MoJ's own filter needs moment and prints the server's time zone. The timeline passes the words themselves
  // as the "format", so that dates are written in one place and in the reader's language.
  made.addFilter('date', (_timestamp: string, words: string) => words)
  return made
}

// The types of @types/nunjucks leave out getExported, which is what `{% from … import … %}` itself calls.
type Exporting = { getExported(done: (error: Error | null, macros: Record<string, Macro>) => void): void }

function compile(file: string, name: string): Macro {
  let found: Macro | undefined
  const template = environment.getTemplate(file, true) as unknown as Exporting
  template.getExported((error, macros) => {
    if (error) throw error
    found = macros[name]
  })
  if (!found) throw new Error(`${file} exports no macro ${name}`)
  return found
}

/** The options as the macro wants them, refusing text where the macro would print it unescaped. */
function plain(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return text(value, key)
  if (value instanceof Html) {
    if (!printsHtml(key)) throw new TypeError(`${key}: takes text, not Html`)
    return value.toString()
  }
  if (Array.isArray(value)) return value.map((item) => plain(item, ''))
  const copy: Record<string, unknown> = {}
  // The names inside `attributes` are the caller's own ("data-html"), and their values are always escaped.
  const own = key === 'attributes' || key === 'wrapperAttributes'
  for (const name in value) copy[name] = plain((value as Record<string, unknown>)[name], own ? '' : name)
  return copy
}

function text(value: unknown, key: string): unknown {
  if (typeof value === 'string' && value !== '' && printsHtml(key))
    throw new TypeError(`${key}: takes Html, not text`)
  return value
}

// What the macros pass through `| safe`: options ending in "html", the slots of the service navigation, and
// attributes when they are a string.
function printsHtml(key: string): boolean {
  return key.endsWith('html') || key.endsWith('Html') || RAW_KEYS.has(key)
}

const RAW_KEYS = new Set([
  'attributes',
  'wrapperAttributes',
  'start',
  'end',
  'navigationStart',
  'navigationEnd',
])

function pascal(name: string): string {
  return (name[0] as string).toUpperCase() + name.slice(1)
}
