import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildAssets } from './assets.ts'
import { logical } from './logical.ts'

const assets = await buildAssets()
const file = (url: string) => `${assets.dir}/${url.replace('/assets/', '')}`
const size = (url: string) => statSync(file(url)).size

test('names carry the content, and compressed forms lie beside', () => {
  expect(assets.css).toMatch(/^\/assets\/main-[0-9a-f]{8}\.css$/)
  expect(assets.js).toMatch(/^\/assets\/main-[0-9a-f]{8}\.js$/)
  expect(size(`${assets.css}.br`)).toBeLessThan(size(`${assets.css}.gz`))
})

test('a second start builds nothing', async () => {
  const written = statSync(file(assets.css)).mtimeMs
  expect(await buildAssets()).toEqual(assets)
  expect(statSync(file(assets.css)).mtimeMs).toBe(written)
})

test('style and script together leave half of the 60 kB for the page', () => {
  expect(size(`${assets.css}.gz`) + size(`${assets.js}.gz`)).toBeLessThan(31_000)
})

test('no left or right, nothing from elsewhere, and not the typeface of GOV.UK', () => {
  const css = readFileSync(file(assets.css), 'utf8')
  expect(css).not.toMatch(/[;{](margin|padding)-(left|right):/)
  expect(css).not.toMatch(/url\(\W*(https?:|\/\/)|@import|@font-face|GDS Transport/)
  for (const [, url] of css.matchAll(/url\(([^)]+)\)/g)) expect(size(url as string)).toBeGreaterThan(0)
})

test('start and end instead of left and right', () => {
  expect(logical('a{margin-left:1px;left:0}')).toBe('a{margin-inline-start:1px;inset-inline-start:0}')
  expect(logical('a{border-left:1px solid}')).toBe('a{border-inline-start:1px solid}')
  expect(logical('a{text-align:left;float:left}')).toBe('a{text-align:start;float:left;float:inline-start}')
  expect(logical('a{border-left-color:inherit;border-right-width:2px}')).toBe(
    'a{border-left-color:inherit;border-inline-end-width:2px}',
  )
})
