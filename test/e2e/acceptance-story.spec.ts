/**
 * The acceptance story, told to its end by clicks alone on a database with nobody in it: one address is typed at the
 * beginning, and everything after that is a link or a button. Longer than other files because it is one story.
 */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, londonDay } from '../../src/kernel/clock.ts'
import { openFace, type Face } from './browser.ts'

/** A person at a keyboard: what they press, and the clock on the wall moving on by a minute at each press. */
function hands(page: Page, face: Face) {
  const exact = (name: string) => ({ name, exact: true })
  const tick = () => face.clock.set(new Date(face.clock.now.getTime() + 60_000).toISOString())
  /** Clicks, and waits for the page it leads to. */
  const leads = async (what: Locator) => {
    await Promise.all([page.waitForEvent('load'), what.first().click()])
  }
  const press = async (name: string) => {
    tick()
    await leads(page.getByRole('button', exact(name)))
  }
  const follow = async (name: string | RegExp) => {
    await leads(page.getByRole('link', typeof name === 'string' ? exact(name) : { name }))
  }
  const write = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  const choose = (label: string, option: string) =>
    page.getByLabel(label, { exact: true }).selectOption({ label: option })
  const tap = (question: string, answer: string) =>
    page.getByRole('group', exact(question)).getByLabel(answer, { exact: true }).check()
  const day = async (question: string, iso: string) => {
    const group = page.getByRole('group', exact(question))
    const [year, month, date] = iso.split('-').map(Number)
    await group.getByLabel('Day', { exact: true }).fill(String(date))
    await group.getByLabel('Month', { exact: true }).fill(String(month))
    await group.getByLabel('Year', { exact: true }).fill(String(year))
  }
  /** Opens what is folded away under these words. */
  const open = (words: string) => page.locator('summary').filter({ hasText: words }).click()
  const main = () => page.locator('main').innerText()
  const whole = () => page.locator('body').innerText()
  /** Signs out whoever is signed in, and becomes somebody else. */
  const become = async (name: string) => {
    const out = page.getByRole('button', exact('Sign out'))
    if ((await out.count()) > 0) await press('Sign out')
    tick()
    await leads(page.getByRole('button', { name }))
  }
  return { press, follow, write, choose, tap, day, open, main, whole, become }
}
type Hands = ReturnType<typeof hands>

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

/** Nobody is on call in a new database: the manager says who, before anything else. The rota keeps the machine's own
 *  hours and not the test's, so the turn is long enough for both. */
async function keepRota(by: Hands, face: Face): Promise<void> {
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

async function counted(page: Page, by: Hands): Promise<number> {
  await by.follow('Figures')
  expect(await by.main()).toContain('People supported, April 2026 to March 2027')
  return Number(await page.locator('.waymark-figure').innerText())
}

/** What an outreach worker knows of him, one question a page. Out: the reference. */
async function refer(page: Page, by: Hands): Promise<string> {
  const next = () => by.press('Continue')
  await by.follow('Refer someone')
  await by.press('Start now')
  await page.getByLabel('No: all of them are adults').check()
  await next()
  await page.getByLabel('Nowhere to sleep tonight').check()
  await page.getByLabel('A wage is about to be taken from them').check()
  await by.day('By which day?', '2026-11-27')
  await next()
  await by.write(
    'What happened?',
    'He was promised work in a packing house. The man who met him took his passport and opened an account in his name. He has slept outside for nine nights. He says he has nothing left to live for.',
  )
  await next()
  await by.write('Town or city', 'Wisford')
  await by.write('The place, in your words', 'Bus station, north side')
  await next()
  await page.getByLabel('Yes', { exact: true }).check()
  await next()
  await page.getByLabel('Their wages are kept from them').check()
  await next()
  await page.getByLabel('The person said it').check()
  await next()
  await by.write('They want to be called', 'Jonas')
  await next()
  await page.getByLabel('Adult', { exact: true }).check()
  await next()
  await page.getByLabel('Man', { exact: true }).check()
  await by.choose('Nationality', 'Lithuania')
  await next()
  await by.choose('Language they speak best', 'Lithuanian')
  await by.choose('How well do they speak it?', 'First language')
  await by.press('Add another language')
  await by.choose('Language 2', 'Russian')
  await page.getByLabel('How well do they speak it?').nth(1).selectOption({ label: 'Fluent' })
  await page.getByLabel('They do not want this language used').nth(1).check()
  await next()
  await next()
  await page.getByLabel('Yes', { exact: true }).check()
  await next()
  await page.getByLabel('No', { exact: true }).check()
  await next()
  await by.write('A number somebody answers', '01632 960210')
  await by.choose('How did this reach you?', 'Outreach')
  await next()
  const checked = await by.main()
  for (const told of ['Jonas', 'Russian (fluent, does not want it)', '27 November 2026', 'Outreach'])
    expect(checked).toContain(told)
  await by.press('Send to the hub')
  expect(await by.main()).toContain('do not leave them alone')
  const reference = /WM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator('.govuk-panel').innerText())?.[0]
  expect(reference).toBeDefined()
  return reference as string
}

/** The crisis is answered at once, and stays on top. */
async function tonight(by: Hands, reference: string): Promise<void> {
  await by.follow(reference)
  const asked = await by.main()
  for (const said of ['What to do tonight', '111', 'Martin Ashdown, 01632 960101'])
    expect(asked).toContain(said)
  await by.write('Who stays with them, or rings them, and when?', 'Leah until six, then Rūta')
  await by.tap('Was 999 rung?', 'Not needed')
  await by.tap('Was the crisis line rung?', 'Yes')
  await by.write('Which GP was told, and what did they say?', 'Duty doctor, sees him at four')
  await by.write('Who tells the next worker?', 'Grace tells Rūta')
  await by.write('The time', '21:00')
  await by.press('Record')
  expect(await by.main()).toContain('Leah until six, then Rūta')
  await by.follow('Today')
  expect(await by.main()).toContain('Ask again: 23 November 2026 at 9:00pm')
}

/** The Lithuanian half of the shared post, and the page says why. */
async function match(page: Page, by: Hands, reference: string): Promise<void> {
  await by.follow('Referrals')
  await by.follow(reference)
  expect(await by.main()).toContain('This person spoke of dying or of self-harm')
  await by.press('Accept and choose a post')
  expect(await by.main()).toContain('Provisional. The person has not been asked yet')
  await by.follow('Record what they said')
  await page.getByLabel('Who referred them').check()
  await by.press('Record what they said')
  expect(await page.locator('input[name=post]').first().isChecked()).toBe(true)
  const first = await page.locator('.govuk-radios__hint').first().innerText()
  for (const why of [
    'Rūta speaks Lithuanian, as he does.',
    'she works Mon to Wed. Thu and Fri a telephone interpreter, as he did not want Russian.',
    'You can speak to Rūta in Lithuanian. When she is off, someone will ring with an interpreter.',
  ])
    expect(first).toContain(why)
  await by.press('Accept the referral')
  expect(await page.locator('.moj-identity-bar').innerText()).toContain('Jonas')
  expect(await by.main()).toContain('Today: Rūta Vaitkutė speaks Lithuanian as a first language')
}

/** In Lithuanian; what is safe, and what proves that it is him; then what he agrees to, one thing at a time. */
async function firstConversation(page: Page, by: Hands): Promise<void> {
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

async function asked(by: Hands, purpose: string, given: string, words = ''): Promise<void> {
  await by.tap('What was asked?', purpose)
  await by.tap('What did they say?', given)
  await by.write('Their own words', words)
  await by.press('Record')
}

async function agreedAlone(by: Hands): Promise<void> {
  await by.tap('Where was it asked?', 'At the hub')
  await by.tap('Were they alone with you and the interpreter?', 'Yes')
  await by.tap('Had they slept?', 'Yes')
  await by.tap('Had they eaten?', 'Yes')
}

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

async function tonightsNeeds(by: Hands): Promise<void> {
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

/** By name, when he has been asked again; before that, what was done tonight stands on every page. */
async function closeCrisis(page: Page, by: Hands): Promise<void> {
  await by.follow('What to do tonight')
  await by.follow('Close this')
  await by.write(
    'Why can it be closed?',
    'Asked again in Lithuanian: he wants to live, and has seen the doctor.',
  )
  await by.press('Close in my name')
  expect(await by.main()).toContain('Rūta Vaitkutė closed this')
  await by.follow('Today')
  expect(await page.locator('.waymark-today__top').count()).toBe(0)
  await by.follow('Cases')
  await by.follow(/^WM-/)
  expect(await by.whole()).not.toContain('spoke of dying')
}

/** The bank talks only with a signed authority; what an exploiter could notice is asked about before anybody acts. */
async function lastWage(by: Hands): Promise<void> {
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
async function toldOfTheMechanism(by: Hands): Promise<void> {
  await add(by, 'Told their rights')
  await done(by, 'Told their rights')
  await by.follow('Agreed')
  await by.press('Record what they agreed to')
  await asked(by, 'Referral to the National Referral Mechanism', 'No', 'Noriu namo')
  expect(await by.main()).toContain('“Noriu namo”')
}

/** On her days off: who covers, in what language and why; what she left; and the call card. */
async function coverDay(by: Hands): Promise<void> {
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

async function goingHome(by: Hands): Promise<void> {
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

/** He rings: what comes in is not proof that it is him, so he is asked. */
async function afterLanding(by: Hands): Promise<void> {
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

async function checkAtHome(by: Hands, days: number, words: string): Promise<void> {
  await by.follow('Today')
  expect(await by.main()).toContain(`Ask how they are: day ${days} after going home`)
  await by.follow(/^Record a follow-up/)
  await by.write('How is the person, in their own words where you can?', words)
  await by.press('Record')
  expect(await by.main()).toContain(words)
}

async function closeCase(page: Page, by: Hands): Promise<void> {
  await by.follow('ask whether the case can be closed')
  await by.tap('Why is it closed?', 'Went home and was followed up')
  await by.write('In their own words', 'Ačiū. Dabar galiu miegoti.')
  await by.choose('In which language?', 'Lithuanian')
  await by.press('Close the case')
  expect(await page.locator('.moj-identity-bar').innerText()).toContain('Closed')
  expect(await by.main()).toContain('“Ačiū. Dabar galiu miegoti.”')
}

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
async function wholeStory(page: Page, by: Hands, face: Face): Promise<void> {
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
