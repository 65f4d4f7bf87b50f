/**
 * The official GOV.UK and MoJ macros, called by name: ``govuk.button({ text: 'Accept' })``.
 * Text is escaped as Nunjucks does; an option the macro prints unescaped takes `Html` and nothing else.
 */
import nunjucks from 'nunjucks'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { components } from './govuk.gen.ts'
import type { Govuk } from './govuk.gen.ts'
import { raw, type Html } from './html.ts'
import type { Moj } from './moj.ts'
import { stencil, type Macro } from './stencil.ts'

type Facade<Options> = { readonly [Name in keyof Options]: (options: Options[Name]) => Html }

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

// Macros that only print a value. The others compare it with those of their items.
const TYPED = new Set(['button', 'characterCount', 'input', 'textarea'])

function facade<Options>(macros: readonly { name: string; macro: string; file: string }[]): Facade<Options> {
  const entries = macros.map(({ name, macro, file }) => {
    // Compiled on the first call and kept: 2 to 35 ms each, and no page uses them all.
    let pressed: ((options: unknown) => string) | undefined
    return [
      name,
      (options: unknown) =>
        raw((pressed ??= stencil(compile(file, macro), { printsValue: TYPED.has(name) }))(options)),
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

/** An official macro by its file and name, as the libraries wrote it. */
export function compile(file: string, name: string): Macro {
  let found: Macro | undefined
  const template = environment.getTemplate(file, true) as unknown as Exporting
  template.getExported((error, macros) => {
    if (error) throw error
    found = macros[name]
  })
  if (!found) throw new Error(`${file} exports no macro ${name}`)
  return found
}

function pascal(name: string): string {
  return (name[0] as string).toUpperCase() + name.slice(1)
}
