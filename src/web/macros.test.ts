import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { govukTypes } from '../../bin/generate-govuk.ts'
import { components } from './govuk.gen.ts'
import { compile, govuk, moj } from './govuk.ts'
import { html, raw } from './html.ts'
import { stencil } from './stencil.ts'

type Fixtures = { component: string; fixtures: { name: string; options: unknown; html: string }[] }

const published = globSync('node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json').map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Fixtures,
)

test('the types were generated from the installed govuk-frontend', () => {
  expect(readFileSync('src/web/govuk.gen.ts', 'utf8')).toBe(govukTypes())
})

test('every published fixture comes out byte for byte', () => {
  const seen: string[] = []
  for (const { component, fixtures } of published) {
    const name = Object.entries(components).find(
      ([, folder]) => folder === component,
    )?.[0] as keyof typeof govuk
    for (const fixture of fixtures) {
      const print = govuk[name] as (options: unknown) => unknown
      // Twice printed by the macro, then by its stencil when it has one.
      for (const _ of ['macro', 'macro', 'stencil'])
        expect(String(print(marked(fixture.options, ''))), `${component}: ${fixture.name}`).toBe(fixture.html)
      seen.push(fixture.name)
    }
  }
  expect(seen.length).toBe(725)
})

test('every published fixture with other words: the stencil prints what the macro prints', () => {
  let filled = 0
  for (const { component, fixtures } of published) {
    const name = Object.entries(components).find(([, folder]) => folder === component)?.[0] as string
    const macro = compile(
      `govuk/components/${component}/macro.njk`,
      `govuk${(name[0] as string).toUpperCase()}${name.slice(1)}`,
    )
    let asked = 0
    const counting = (options: unknown) => {
      asked++
      return macro(options)
    }
    const printsValue = ['button', 'characterCount', 'input', 'textarea'].includes(name)
    const pressed = stencil(counting, { printsValue })
    for (const { name: fixture, options } of fixtures) {
      for (const words of [undefined, 'x', ` <b>"'&\`\\ one\n two\n\nthree `, 'መሐመድ فاطمة', '$& $1 \u0003']) {
        const before = asked
        const printed = pressed(marked(reworded(options, '', words), ''))
        const expected = String(macro(reworded(options, '', words))).trim()
        expect(printed, `${component}: ${fixture}`).toBe(expected)
        if (asked === before) filled++
      }
    }
  }
  // Hundreds of them by filling in, or this has compared the macro with itself.
  expect(filled).toBeGreaterThan(1500)
})

test('a stencil forgets the oldest shape, and goes on being right', () => {
  let asked = 0
  const print = stencil(
    (options) => {
      asked++
      return `<p class="${(options as { classes: string }).classes}">${(options as { text: string }).text}</p>`
    },
    { kept: 2 },
  )
  for (const classes of ['a', 'a', 'b', 'b', 'c', 'c', 'a', 'a'])
    expect(print({ classes, text: 'x' })).toBe(`<p class="${classes}">x</p>`)
  // Each shape was printed for its first two calls and once with marks; the first shape had been forgotten.
  expect(asked).toBe(12)
  // A macro that escapes nothing is seen to: its words are printed as they are, so they are not held to be escaped.
  expect(print({ classes: 'a', text: 'y' })).toBe('<p class="a">y</p>')
})

test('what a macro changes is printed by the macro, every time', () => {
  const print = stencil((options) => (options as { text: string }).text.toUpperCase())
  for (const text of ['one', 'two', 'one', 'two']) expect(print({ text })).toBe(text.toUpperCase())
})

test('text is escaped, wherever it stands', () => {
  const row = { key: { text: '<b>' }, value: { text: '"><script>' } }
  const page = String(govuk.summaryList({ rows: [row] }))
  expect(page).toContain('&lt;b&gt;')
  expect(page).not.toContain('<script>')
  expect(String(moj.badge({ text: '<i>' }))).toContain('&lt;i&gt;')
  expect(String(moj.subNavigation({ label: '"x', items: [] }))).toContain('aria-label="&quot;x"')
})

test('an unescaped option takes Html only, and text takes no Html', () => {
  expect(() => govuk.insetText({ html: '<b>typed</b>' as never })).toThrow('html: takes Html')
  expect(() => govuk.insetText({ text: html`<b></b>` as never })).toThrow('text: takes text')
  expect(() => govuk.button({ text: 'Go', attributes: 'onclick=steal()' as never })).toThrow(
    'attributes: takes Html',
  )
  expect(() => govuk.serviceNavigation({ navigation: [], slots: { start: '<b>' as never } })).toThrow(
    'start: takes Html',
  )
  expect(String(govuk.insetText({ html: html`<b>${'<'}</b>` }))).toContain('<b>&lt;</b>')
})

test('attribute names are the caller’s own, their values are escaped', () => {
  const button = govuk.button({ text: 'Go', attributes: { 'data-html': '"<b>' } })
  expect(String(button)).toContain('data-html="&quot;&lt;b&gt;"')
})

test('the timeline prints the words it was given as the date', () => {
  const item = {
    label: { text: 'Referral accepted' },
    datetime: { timestamp: '2026-12-03T02:10:00Z', format: '3 December 2026 at 2:10am' },
    text: 'By the on-call lead',
  }
  const page = String(moj.timeline({ headingLevel: 2, items: [item] }))
  expect(page).toMatch(/datetime="2026-12-03T02:10:00Z">\s*3 December 2026 at 2:10am/)
})

test('calling a macro leaves nothing behind for the next call', () => {
  const before = String(govuk.input({ name: 'a', label: { text: 'A' } }))
  govuk.input({ name: 'b', label: { text: 'B' }, errorMessage: { text: 'Wrong' }, hint: { text: 'Hint' } })
  expect(String(govuk.input({ name: 'a', label: { text: 'A' } }))).toBe(before)
})

/** The options with other words wherever a stencil has a hole. */
function reworded(value: unknown, key: string, words: string | undefined): unknown {
  if (typeof value === 'string')
    return words !== undefined && value !== '' && /(text|html|value)$|^(href|caption)$/i.test(key)
      ? words
      : value
  if (Array.isArray(value)) return value.map((item) => reworded(item, '', words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, reworded(item, name, words)]))
}

/** Published fixtures carry HTML as plain strings; ours must be marked. */
function marked(value: unknown, key: string): unknown {
  if (typeof value === 'string') return RAW.test(key) ? raw(value) : value
  if (Array.isArray(value)) return value.map((item) => marked(item, ''))
  if (typeof value !== 'object' || value === null) return value
  const inside = key === 'attributes'
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, marked(one, inside ? '' : name)]),
  )
}

const RAW = /html$|Html$|^attributes$|^wrapperAttributes$|^(start|end|navigationStart|navigationEnd)$/
