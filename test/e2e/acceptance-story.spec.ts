/**
 * The acceptance story, told to its end by clicks alone on a database with nobody in it: one address is typed at the
 * beginning, and everything after that is a link or a button. What each of them clicks stands in acceptance/.
 */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../src/kernel/clock.ts'
import { closeCase } from './acceptance/closing.ts'
import { afterLanding, checkAtHome, coverDay, firstConversation } from './acceptance/contacts.ts'
import { closeCrisis, tonight } from './acceptance/crisis.ts'
import { counted } from './acceptance/figures.ts'
import { hands, type Hands } from './acceptance/hands.ts'
import { goingHome, lastWage, toldOfTheMechanism, tonightsNeeds } from './acceptance/plan.ts'
import { match, refer } from './acceptance/referral.ts'
import { keepRota } from './acceptance/rota.ts'
import { wholeStory } from './acceptance/timeline.ts'
import { openFace, type Face } from './browser.ts'

const monday = '2026-11-23'

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('the acceptance story, $script', ({ javaScriptEnabled }) => {
  let face: Face
  let page: Page
  let by: Hands
  beforeAll(async () => {
    face = await openFace()
    page = await face.opened({ javaScriptEnabled })
    by = hands(page, face)
  })

  test('is told to its end by clicks alone, and counts him once', { timeout: 600_000 }, async () => {
    const [people] = await face.owner('select count(*)::int as people from people.person')
    expect(people).toEqual({ people: 0 })
    await page.goto(face.address)

    await by.become('Grace Okoro')
    await keepRota(by, face)
    const before = await counted(page, by)
    expect(before).toBe(0)

    await by.become('Leah Cohen')
    const reference = await refer(page, by)

    // He says he has nothing left to live for: what to do tonight comes before everything else.
    await by.become('Grace Okoro')
    expect(await page.locator('.waymark-today__top').innerText()).toContain('Nobody has answered yet')
    await tonight(by, reference)
    await match(page, by, reference)

    await by.become('Rūta Vaitkutė')
    await firstConversation(page, by)
    await tonightsNeeds(by)
    await closeCrisis(page, by)
    await lastWage(by)
    await toldOfTheMechanism(by)

    // Wednesday: the days change hands, and the case says so.
    face.clock.set(`${addDays(monday, 2)}T16:00:00.000Z`)
    await by.follow('Overview')
    expect(await by.main()).toContain('The days change hands: Ioana Marinescu on 26 November 2026.')
    await by.follow('Leave a note')
    await by.write('What do they need to know?', 'He expects a call on Thursday about the travel document.')
    await by.press('Leave the note')

    // Thursday: the other half covers, with an interpreter, because he did not want Russian.
    face.clock.set(`${addDays(monday, 3)}T09:00:00.000Z`)
    await by.become('Ioana Marinescu')
    await coverDay(by)

    face.clock.set(`${addDays(monday, 7)}T09:00:00.000Z`)
    await by.become('Rūta Vaitkutė')
    await goingHome(by)
    await afterLanding(by)
    for (const [days, words] of [
      [1, 'Slept at his sister’s. Nobody has asked for him.'],
      [7, 'Looks for work in a bakery.'],
      [30, 'Well. Wants to be left in peace now.'],
    ] as const) {
      face.clock.set(`${addDays(addDays(monday, 7), days)}T09:00:00.000Z`)
      await checkAtHome(by, days, words)
    }
    await closeCase(page, by)

    await by.become('Grace Okoro')
    expect(await counted(page, by)).toBe(before + 1)
    await wholeStory(page, by, face)
  })
})
