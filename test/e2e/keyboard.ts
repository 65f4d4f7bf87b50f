import type { Page } from 'playwright-core'

/** What a person presses or fills in. Radio buttons of one name are one stop: the arrows choose among them. */
const controls = 'a[href], button, summary, select, textarea, input:not([type=hidden])'

/** Presses Tab until it comes round. Out: the controls on show that it never came to, each by its first tag. */
export async function beyondTab(page: Page): Promise<string[]> {
  const stops = await page.evaluate(
    (all) => [...document.querySelectorAll(all)].filter((control) => control.checkVisibility()).length,
    controls,
  )
  for (let pressed = 0; pressed <= stops; pressed++) {
    await page.keyboard.press('Tab')
    const round = await page.evaluate(() => {
      const at = document.activeElement
      if (!at || at === document.body || at.hasAttribute('data-reached')) return true
      at.setAttribute('data-reached', '')
      return false
    })
    if (round) break
  }
  return page.evaluate((all) => {
    const reached = (control: Element) =>
      control.hasAttribute('data-reached') ||
      (control instanceof HTMLInputElement &&
        control.type === 'radio' &&
        !!document.querySelector(`[data-reached][name="${CSS.escape(control.name)}"]`))
    return [...document.querySelectorAll(all)]
      .filter((control) => control.checkVisibility() && !reached(control))
      .map((control) => (control.cloneNode(false) as Element).outerHTML)
  }, controls)
}
