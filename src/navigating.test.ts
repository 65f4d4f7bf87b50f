import { expect, test } from 'vitest'
import { administrator, council, investigator, manager, ruta } from '../test/support/members.ts'
import { world } from '../test/support/world.ts'

const hub = await world()
const places = async (by: string, path: string) => {
  const { text } = await hub.as(by).page(path)
  const nav = /<nav aria-label="Menu"[\s\S]*?<\/nav>/.exec(text)?.[0] ?? ''
  return [...nav.matchAll(/href="([^"]*)"( aria-current="[a-z]+")?/g)].map(([, href, current]) => ({
    href: href as string,
    current: current !== undefined,
  }))
}

test('nobody has more places in the head of a page than go on one line', async () => {
  for (const [by, path] of [
    [manager, '/today'],
    [ruta, '/today'],
    [investigator, '/notices'],
    [administrator, '/members'],
    [council, '/refer'],
  ] as const) {
    const found = await places(by, path)
    expect(found.length, by).toBeGreaterThan(1)
    expect(found.length, by).toBeLessThanOrEqual(9)
  }
})

test('what has no place of its own is one click from the place it belongs to, which is marked', async () => {
  const { text } = await hub.as(manager).page('/referrals')
  for (const path of ['/sent-referrals', '/drop-folder', '/notices']) {
    expect(text).toContain(`href="${path}"`)
    const here = (await places(manager, path)).filter(({ current }) => current)
    expect(
      here.map(({ href }) => href),
      path,
    ).toEqual(['/referrals'])
  }
  expect((await hub.as(ruta).page('/referrals')).text).not.toContain('href="/drop-folder"')
  expect((await hub.as(ruta).page('/posts')).text).toContain('href="/language-help"')
})
