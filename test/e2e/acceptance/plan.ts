import { expect } from 'vitest'
import { agreedAlone, asked } from './agreements.ts'
import type { Hands } from './hands.ts'

async function add(by: Hands, kind: string, more: { need?: string; by?: string; provider?: string } = {}) {
  await by.follow('Plan')
  await by.press('Add an action')
  await by.choose('What will be done?', kind)
  if (more.need) await by.choose('Which need is it for?', more.need)
  if (more.by) await by.day('Promised by', more.by)
  if (more.provider) await by.write('Who will do it', more.provider)
  await by.press('Add to the plan')
}

async function done(by: Hands, label: string): Promise<void> {
  await by.follow(new RegExp(`^What came of it ?: ${label}`))
  await by.tap('What came of it?', 'Done')
  await by.press('Record')
}

export async function tonightsNeeds(by: Hands): Promise<void> {
  await by.follow('Overview')
  await by.follow('ask what they need first')
  await by.tap('What do they need?', 'A safe place to stay')
  await by.write('The goal, in their own words', 'Miegoti viduje')
  await by.press('Add to the plan')
  await by.press('Add a need')
  await by.tap('What do they need?', 'Money, wages and bank')
  await by.write('The goal, in their own words', 'Have my own wage in my own hand')
  await by.press('Add to the plan')
  await by.press('Bed tonight')
  await by.write('Where, if you know it already', 'Hotel')
  await by.write('Cost', '64.00')
  await by.press('Promise a bed tonight')
  expect(await by.whole()).toContain('Next: A bed tonight, promised by 23 November 2026 at 11:59pm')
  await done(by, 'A bed tonight')
  await add(by, 'Clothes and toiletries')
  await done(by, 'Clothes and toiletries')
}

/** The bank talks only with a signed authority; what an exploiter could notice is asked about before anybody acts. */
export async function lastWage(by: Hands): Promise<void> {
  const need = { need: 'Money, wages and bank: Have my own wage in my own hand' }
  await add(by, 'Bank contacted about an account', { ...need, provider: 'The bank' })
  expect(await by.main()).toContain('Before anyone acts')
  await by.follow('Record a signed authority')
  await by.write('With whom, if it is about sharing', 'The bank')
  await by.tap('What did they say?', 'Yes')
  await by.tap('Is it signed?', 'Yes')
  await by.day('Until when?', '2027-02-23')
  await by.press('Record')
  await by.follow('Answer the short list for: Bank contacted about an account')
  await by.tap('Is the person safe now?', 'Yes')
  await by.tap('Is somebody else still there?', 'Not known')
  await by.tap('Is family at risk?', 'No')
  await by.tap('Is a police operation planned?', 'No')
  await by.tap('Go or wait?', 'Go')
  await by.tap('Who decided?', 'The person')
  await by.choose('Which signed authority?', 'The bank, until 23 February 2027')
  await by.press('Record')
  await done(by, 'Bank contacted about an account')
  await add(by, 'Last wage reached before it was taken', { ...need, by: '2026-11-27' })
  await by.press('Life or wage at stake, going now')
  await done(by, 'Last wage reached before it was taken')
  expect(await by.main()).toMatch(/Last wage reached before it was taken\s+Done/)
}

/** Told in Lithuanian, and he decides: not now. */
export async function toldOfTheMechanism(by: Hands): Promise<void> {
  await add(by, 'Told their rights')
  await done(by, 'Told their rights')
  await by.follow('Agreed')
  await by.press('Record what they agreed to')
  await asked(by, 'Referral to the National Referral Mechanism', 'No', 'Noriu namo')
  expect(await by.main()).toContain('“Noriu namo”')
}

export async function goingHome(by: Hands): Promise<void> {
  await by.follow('Cases')
  await by.follow(/^WM-/)
  await by.follow('Agreed')
  await by.press('Record what they agreed to')
  await agreedAlone(by)
  await asked(by, 'Going home voluntarily', 'Yes')
  await by.follow('Documents')
  await by.press('Add a document or belonging')
  await by.tap('What is it?', 'Passport')
  await by.tap('Where is it now?', 'Still taken from them')
  await by.press('Add')
  await add(by, 'Passport or travel document replaced', { provider: 'The consulate' })
  await by.tap('Is the person safe now?', 'Yes')
  await by.tap('Is somebody else still there?', 'Not known')
  await by.tap('Is family at risk?', 'No')
  await by.tap('Is a police operation planned?', 'No')
  await by.tap('Go or wait?', 'Go')
  await by.tap('Who decided?', 'The person')
  await by.write('Anything else that matters', 'He does not fear his government; advice was given.')
  await by.press('Record')
  await done(by, 'Passport or travel document replaced')
  await by.follow('Documents')
  await by.press('Add a document or belonging')
  await by.tap('What is it?', 'Emergency travel document')
  await by.tap('Where is it now?', 'With the person')
  await by.press('Add')
  await add(by, 'Travel home arranged')
  await done(by, 'Travel home arranged')
  await add(by, 'Stayed with the person until boarding')
  await done(by, 'Stayed with the person until boarding')
  expect(await by.whole()).toContain('Next: ask how they are on 1 December 2026')
}
