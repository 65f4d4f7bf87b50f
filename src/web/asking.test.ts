import { expect, test } from 'vitest'
import { typed } from './decode.ts'
import * as ask from './form.ts'
import type { Form } from './form.ts'
import { html } from './html.ts'

const form: Form = {
  typed: typed([
    ['people.0.calledName', '"Rūta" <b>'],
    ['risk', 'high'],
    ['signs', 'debt'],
    ['signs', 'fear'],
    ['bornOn-day', '31'],
    ['bornOn-year', '2001'],
    ['version', '7'],
  ]),
  problems: [
    { field: 'people.0.calledName', message: 'Enter a name' },
    { field: 'risk', message: 'Choose one' },
    { field: 'signs', message: 'Tick one' },
    { field: 'bornOn', message: 'Must be a real date' },
  ],
  key: 'k-1',
  csrf: 'c-1',
}
const items = [
  { value: 'high', text: 'High' },
  { value: 'debt', text: 'Debt' },
  { value: 'fear', text: 'Fear' },
]

const page = String(html`${ask.errorSummary(form.problems)}
${ask.textInput({ name: 'people.0.calledName', label: 'Called', hint: 'As they say it', dir: 'auto' }, form)}
${ask.radios({ name: 'risk', label: 'Risk', items }, form)}
${ask.checkboxes({ name: 'signs', label: 'Signs', items }, form)}
${ask.dateInput({ name: 'bornOn', label: 'Born' }, form)}`)

test('every line of the summary leads to a box that is there, once', () => {
  const targets = [...page.matchAll(/href="#([\w-]+)"/g)].map((found) => found[1] as string)
  expect(targets).toEqual(['people-0-calledName', 'risk', 'signs', 'bornOn'])
  for (const id of targets) expect(page.match(new RegExp(`<input[^>]* id="${id}"`, 'g')), id).toHaveLength(1)
})

test('ids are unique, and every description a box names is there', () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1])
  expect(new Set(ids).size).toBe(ids.length)
  const named = [...page.matchAll(/aria-describedby="([^"]+)"/g)].flatMap((found) =>
    (found[1] as string).split(' '),
  )
  expect(named).toContain('people-0-calledName-error')
  expect(ids).toEqual(expect.arrayContaining(named))
})

test('exactly what was typed is put back, escaped', () => {
  expect(page).toContain('value="&quot;Rūta&quot; &lt;b&gt;"')
  expect(page).toMatch(/value="high" checked/)
  expect(page.match(/type="checkbox" value="(debt|fear)" checked/g)).toHaveLength(2)
  expect(page).toMatch(/name="bornOn-day"[^>]*value="31"/)
  expect(page).not.toMatch(/name="bornOn-month"[^>]*value=/)
})

test('no problems, no box', () => {
  expect(String(ask.errorSummary([]))).toBe('')
})

test('a problem with the whole form has nowhere to lead', () => {
  expect(String(ask.errorSummary([{ field: '', message: 'Say something' }]))).not.toContain('href')
})

test('a form carries its token and its key, and the browser keeps its own messages to itself', () => {
  const shown = String(ask.postForm({ action: '/referrals', form }, ask.submit({ text: 'Send' })))
  expect(shown).toContain('<form method="post" action="/referrals" novalidate>')
  expect(shown).toContain('name="_csrf" value="c-1"')
  expect(shown).toContain('name="_key" value="k-1"')
  expect(shown).toContain('data-prevent-double-click="true"')
  expect(String(ask.hidden('version', form))).toBe('<input type="hidden" name="version" value="7">')
})

test('the question may be the heading of the page', () => {
  expect(String(ask.textarea({ name: 'said', label: 'In their words', heading: true }, form))).toMatch(
    /<h1[^>]*>\s*<label/,
  )
  expect(
    String(ask.select({ name: 'x', label: 'Language', items: [{ value: '', text: 'Choose' }] }, form)),
  ).toContain('<select')
})
