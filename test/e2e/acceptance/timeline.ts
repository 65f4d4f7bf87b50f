import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Face } from '../browser.ts'
import type { Hands } from './hands.ts'

/** What happened, from first to last, and how the timeline tells it. What one press made stands in the order of its names. */
const story: [name: string, sentence: string][] = [
  ['crisis.opened', 'They spoke of dying or of self-harm: what to do tonight was opened'],
  ['person.heardOf', 'The hub first heard of this person'],
  ['referral.received', 'A referral was received'],
  ['crisis.answered', 'What is done tonight was recorded'],
  ['person.wishesAsked', 'Asked whom or which community must not be involved'],
  ['referral.wishesAsked', 'What they said about whom not to involve was recorded on the way to a post'],
  ['case.opened', 'The case was opened'],
  ['referral.accepted', 'The referral was accepted'],
  ['contact.recorded', 'In person: reached'],
  ['channel.added', 'A way to reach them was added: phone call, safe: yes'],
  ['checkQuestion.agreed', 'A check question was agreed'],
  ['agreement.recorded', 'Asked: the hub may contact me. Yes'],
  ['agreement.recorded', 'Asked: the hub may arrange support for me. Yes'],
  ['agreement.recorded', 'Asked: speaking with the police. Not now'],
  ['need.recorded', 'A need was recorded: a safe place to stay'],
  ['need.recorded', 'A need was recorded: money, wages and bank'],
  ['action.promised', 'Promised: a bed tonight'],
  ['action.ended', 'A bed tonight: done'],
  ['action.promised', 'Promised: clothes and toiletries'],
  ['action.ended', 'Clothes and toiletries: done'],
  ['crisis.closed', 'What to do tonight was closed'],
  ['action.promised', 'Promised: bank contacted about an account'],
  ['agreement.recorded', 'Asked: a signed authority to speak with an organisation. Yes'],
  [
    'action.checked',
    'Bank contacted about an account: the short list was answered. Go, decided by the person',
  ],
  ['action.ended', 'Bank contacted about an account: done'],
  ['action.promised', 'Promised: last wage reached before it was taken'],
  ['action.checked', 'Last wage reached before it was taken: life or wage at stake, going now'],
  ['action.ended', 'Last wage reached before it was taken: done'],
  ['action.promised', 'Promised: told their rights'],
  ['action.ended', 'Told their rights: done'],
  ['agreement.recorded', 'Asked: referral to the National Referral Mechanism. No'],
  ['handover.written', 'A note was left for the next days'],
  ['interpreterCall.recorded', 'A call with an interpreter: they understood each other'],
  ['channel.verified', 'The check question was answered: phone call'],
  ['contact.recorded', 'Phone call: reached'],
  ['agreement.recorded', 'Asked: going home voluntarily. Yes'],
  ['document.recorded', 'Passport: still taken from them'],
  ['action.promised', 'Promised: passport or travel document replaced'],
  [
    'action.checked',
    'Passport or travel document replaced: the short list was answered. Go, decided by the person',
  ],
  ['action.ended', 'Passport or travel document replaced: done'],
  ['document.recorded', 'Emergency travel document: with the person'],
  ['action.promised', 'Promised: travel home arranged'],
  ['action.ended', 'Travel home arranged: done'],
  ['action.promised', 'Promised: stayed with the person until boarding'],
  ['action.ended', 'Stayed with the person until boarding: done'],
  ['contact.recorded', 'They contacted us: phone call'],
  ['followup.recorded', 'A follow-up was recorded'],
  ['followup.recorded', 'A follow-up was recorded'],
  ['followup.recorded', 'A follow-up was recorded'],
  ['case.closed', 'The case was closed: went home and was followed up'],
]

/** All that was kept of what happened: in the database, and on the page that tells it to whoever works on the case. */
export async function wholeStory(page: Page, by: Hands, face: Face): Promise<void> {
  const events = await face.owner<{ at: Date; name: string }>(
    'select at, name from kernel.event where person_id is not null order by at, name',
  )
  expect(events.map(({ name }) => name)).toEqual(story.map(([name]) => name))

  await by.follow('Cases')
  await by.follow('Closed cases')
  await by.follow(/^WM-/)
  await by.follow('Timeline')
  const told: { at: string; sentence: string }[] = []
  for (let more = true; more;) {
    for (const item of await page.locator('.moj-timeline__item').all())
      told.push({
        at: (await item.locator('time').getAttribute('datetime')) ?? '',
        sentence: await item.locator('.moj-timeline__title').innerText(),
      })
    more = (await page.getByRole('link', { name: /Earlier/ }).count()) > 0
    if (more) await by.follow(/Earlier/)
  }
  // In the order of moments; within one, which of several came first is not said, and they are compared by their words.
  const inOrder = (lines: { at: string; sentence: string }[]) =>
    lines
      .toSorted((a, b) => a.at.localeCompare(b.at) || a.sentence.localeCompare(b.sentence))
      .map(({ sentence }) => sentence)
  const expected = story.map(([, sentence], i) => ({ at: events[i]?.at.toISOString() ?? '', sentence }))
  expect(told.map(({ at }) => at)).toEqual(
    told
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(inOrder(told)).toEqual(inOrder(expected))
}
