import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { html, Html, raw } from './html.ts'
import type { Hole } from './html.ts'

test('every hole is escaped', () => {
  expect(String(html`<p title="${`"'`}">${'<script>&'}</p>`)).toBe(
    '<p title="&quot;&#39;">&lt;script&gt;&amp;</p>',
  )
})

test('whatever is typed, no tag and no attribute can begin in a hole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      expect(String(html`${typed}`)).not.toMatch(/[<>"']/)
    }),
  )
})

test('html inside html is not escaped twice', () => {
  const name = html`<b>${'Rūta & co'}</b>`
  expect(String(html`<p>${name}</p>`)).toBe('<p><b>Rūta &amp; co</b></p>')
})

test('arrays are joined, numbers printed, nothing is nothing', () => {
  const rows = ['<a>', 'b'].map((row) => html`<li>${row}</li>`)
  expect(String(html`${rows}${0}${12n}${null}${undefined}${false}`)).toBe('<li>&lt;a&gt;</li><li>b</li>012')
})

test('an object in a hole is a mistake, not [object Object]', () => {
  expect(() => html`${{} as unknown as Hole}`).toThrow('cannot print object')
  expect(() => html`${true as unknown as Hole}`).toThrow('cannot print boolean')
})

test('html cannot be forged from a JSON value', () => {
  const posted = JSON.parse('{"text":"<script>"}') as unknown
  expect(posted instanceof Html).toBe(false)
  expect(JSON.stringify(raw('<b>'))).toBe('{}')
})

test('only src/web marks text as safe', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(5)
  const marking = files.filter((file) => {
    const source = readFileSync(`src/${file}`, 'utf8')
    return /(?<![.\w])raw\(|new Html\(/.test(source) && !file.startsWith('web/')
  })
  expect(marking).toEqual([])
})
