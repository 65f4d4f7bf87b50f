import type { Locator, Page } from 'playwright-core'
import type { Face } from '../browser.ts'

/** A person at a keyboard: what they press, and the clock on the wall moving on by a minute at each press. */
export function hands(page: Page, face: Face) {
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
export type Hands = ReturnType<typeof hands>
