import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { agreedAlone, asked } from './agreements.ts'
import type { Hands } from './hands.ts'

/** In Lithuanian; what is safe, and what proves that it is him; then what he agrees to, one thing at a time. */
export async function firstConversation(page: Page, by: Hands): Promise<void> {
  await by.follow(/^Open the case/)
  expect(await by.whole()).toContain('This person spoke of dying or of self-harm')
  await by.follow('speak with them for the first time')
  await by.tap('How?', 'In person')
  await by.tap('Did you speak or write with them?', 'Yes')
  await by.write('What happened', 'Su juo kalbėta lietuviškai. He is tired and glad to be understood.')
  await by.open('Who, and in which language')
  expect(await page.getByLabel('In which language?').inputValue()).toBe('lit')
  await by.tap('How did you understand each other?', 'In their own language')
  await by.press('Record')
  expect(await by.main()).toContain('Lithuanian, in their own language')

  await by.press('Ring')
  await by.press('Add a way to reach them')
  await by.tap('How?', 'Phone call')
  await by.write('Number or address', '07700 900612')
  await by.write('Whose is it?', 'His own, given by Harbour Light')
  await by.tap('Is it safe?', 'Yes')
  await by.write('What to say', 'It is about the English class')
  await by.press('Save')
  await by.follow('Agree one')
  await by.write('The question', 'What did we drink at the station?')
  await by.write('Their answer', 'Black tea with honey')
  await by.press('Save')
  expect(await page.locator('.waymark-safe').innerText()).toContain('Safe: phone call')
  await by.follow('Case')

  await by.follow('ask what they agree to')
  expect(await page.getByLabel('Explained in which language?').inputValue()).toBe('lit')
  await agreedAlone(by)
  await asked(by, 'The hub may contact me', 'Yes', 'Tik ne vakare')
  // In one conversation it is said once where it was, and whether he had slept.
  await by.press('Record what they agreed to')
  await asked(by, 'The hub may arrange support for me', 'Yes')
  await by.press('Record what they agreed to')
  await asked(by, 'Speaking with the police', 'Not now', 'Bijau')
  expect(await by.main()).toMatch(
    /Speaking with the police\s+Not now, 23 November 2026, explained in Lithuanian\s+“Bijau”\s+At the hub, alone, rested, had eaten/,
  )
}

/** On her days off: who covers, in what language and why; what she left; and the call card. */
export async function coverDay(by: Hands): Promise<void> {
  expect(await by.main()).toContain('Rūta Vaitkutė left a note')
  await by.follow(/^Read it/)
  const shown = await by.main()
  expect(shown).toContain(
    'Today: Ioana Marinescu needs a telephone interpreter for Lithuanian, as he did not want Russian.',
  )
  expect(shown).toContain('He expects a call on Thursday about the travel document.')
  await by.follow('Ring with an interpreter')
  expect(await by.main()).toContain('Lithuanian (code lit)')
  await by.tap('Use the same interpreter again?', 'Yes')
  await by.press('Came, and they understood each other')
  await by.follow('The case')
  await by.press('Record')
  await by.tap('How?', 'Phone call')
  await by.tap('Did you speak or write with them?', 'Yes')
  await by.tap('The check question, before anything was said', 'Asked and answered')
  await by.write('What happened', 'He wants to go home next week.')
  await by.write('What happens next', 'Rūta books the journey on Monday')
  await by.open('Who, and in which language')
  await by.tap('How did you understand each other?', 'With an interpreter')
  await by.press('Record')
  expect(await by.whole()).toContain('Next: Rūta books the journey on Monday')
}

/** He rings: what comes in is not proof that it is him, so he is asked. */
export async function afterLanding(by: Hands): Promise<void> {
  await by.press('Record')
  await by.tap('How?', 'Phone call')
  await by.tap('Did you speak or write with them?', 'Yes')
  await by.tap('The check question, before anything was said', 'Asked and answered')
  await by.write('What happened', '„Esu namie. Jūs mane išklausėte, kai niekas neklausė.“')
  await by.open('Who, and in which language')
  await by.tap('Who contacted whom?', 'They contacted us')
  await by.press('Record')
  expect(await by.main()).toContain('Jūs mane išklausėte')
}

export async function checkAtHome(by: Hands, days: number, words: string): Promise<void> {
  await by.follow('Today')
  expect(await by.main()).toContain(`Ask how they are: day ${days} after going home`)
  await by.follow(/^Record a follow-up/)
  await by.write('How is the person, in their own words where you can?', words)
  await by.press('Record')
  expect(await by.main()).toContain(words)
}
