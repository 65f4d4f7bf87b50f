import type { Hands } from './hands.ts'

export async function asked(by: Hands, purpose: string, given: string, words = ''): Promise<void> {
  await by.tap('What was asked?', purpose)
  await by.tap('What did they say?', given)
  await by.write('Their own words', words)
  await by.press('Record')
}

export async function agreedAlone(by: Hands): Promise<void> {
  await by.tap('Where was it asked?', 'At the hub')
  await by.tap('Were they alone with you and the interpreter?', 'Yes')
  await by.tap('Had they slept?', 'Yes')
  await by.tap('Had they eaten?', 'Yes')
}
