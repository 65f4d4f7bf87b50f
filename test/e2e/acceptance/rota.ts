import { expect } from 'vitest'
import { addDays, londonDay } from '../../../src/kernel/clock.ts'
import type { Face } from '../browser.ts'
import type { Hands } from './hands.ts'

/** Nobody is on call in a new database: the manager says who, before anything else. The rota keeps the machine's own
 *  hours and not the test's, so the turn is long enough for both. */
export async function keepRota(by: Hands, face: Face): Promise<void> {
  await by.follow('On call')
  await by.press('Add a turn')
  await by.choose('Who?', 'Martin Ashdown, Aldermere Constabulary')
  await by.write('Number to ring', '01632 960101')
  const days = [londonDay(new Date()), londonDay(face.clock.now)].toSorted()
  await by.day('From: day', addDays(days[0] as string, -1))
  await by.write('From: time', '09:00')
  await by.day('Until: day', addDays(days[1] as string, 60))
  await by.write('Until: time', '09:00')
  await by.press('Add to the rota')
  expect(await by.main()).toContain('Now: Martin Ashdown')
}
