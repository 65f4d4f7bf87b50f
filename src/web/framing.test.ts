import { expect, test } from 'vitest'
import { html } from './html.ts'
import { demoBanner, dialled, layout, signOut } from './layout.ts'
import type { Page } from './layout.ts'

const assets = {
  css: '/assets/main-1.css',
  js: '/assets/main-2.js',
  icon: '/assets/icon-3.svg',
  dir: '/nowhere',
}
const page = (more: Partial<Page> = {}) =>
  layout({ title: 'Referrals', body: html`<h1>Referrals</h1>`, assets, ...more })

test('a page needs no inline script and no inline style: our content security policy runs neither', () => {
  const shown = page({
    exit: { href: 'https://example.org' },
    onCall: { name: 'Dee', number: '01632 960 001' },
  })
  expect(shown).toContain('<script type="module" src="/assets/main-2.js"></script>')
  expect(shown.match(/<script/g)).toHaveLength(1)
  expect(shown).not.toMatch(/<style|\sstyle=|\son\w+=/)
})

test('the title says when something is wrong, and which service it is', () => {
  expect(page()).toContain('<title>Referrals – Waymark</title>')
  expect(page({ errors: true })).toContain('<title>Error: Referrals – Waymark</title>')
  expect(page({ service: '' })).toContain('<title>Referrals</title>')
})

test('one main, first link to it, in the language and direction of the page', () => {
  const shown = page({ lang: 'ar', dir: 'rtl', words: { skip: 'انتقل' } })
  expect(shown).toMatch(/^<!DOCTYPE html>\n<html lang="ar" dir="rtl"/)
  expect(shown.match(/<main/g)).toHaveLength(1)
  expect(shown.match(/<a href="([^"]*)"/)?.[1]).toBe('#main-content')
})

test('nothing of the crown, GOV.UK or its typeface', () => {
  expect(page()).not.toMatch(/crown|gov\.uk|transport/i)
})

test('what people are called is escaped and keeps its own direction', () => {
  const who = { name: '<b>Ana</b>', roles: 'Co-ordinator', signOut: signOut('/session/end', '"x') }
  const shown = page({ who })
  expect(shown).toContain('<bdi>&lt;b&gt;Ana&lt;/b&gt;</bdi>')
  expect(shown).toContain('name="_csrf" value="&quot;x"')
})

test('on call stands at the top and at the bottom of every page that knows it', () => {
  const shown = page({ onCall: { name: 'Dee', number: '01632 960 001' } })
  expect(shown.match(/href="tel:01632960001"/g)).toHaveLength(2)
  expect(page()).toContain('If someone may be in danger now, ring 999.')
  expect([dialled('+44 (0)20 7946'), dialled('0800 808 3733')]).toEqual(['+440207946', '08008083733'])
})

test('the navigation of one role is not shown to another', () => {
  const item = (text: string) => ({ text, href: `/${text}` })
  expect(page({ nav: [item('Cases')] })).toContain('/Cases')
  const other = page({ nav: [item('Figures')] })
  expect(other).toContain('/Figures')
  expect(other).not.toContain('/Cases')
})

test('a demo says that it is one', () => {
  expect(page({ banner: demoBanner() })).toContain('Fictional region: no real person is in here')
})
