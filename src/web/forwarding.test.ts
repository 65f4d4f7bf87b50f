import { expect, test } from 'vitest'
import { world } from '../../test/support/world.ts'
import { buildStaff } from '../app.ts'

const hub = await world()
const assets = { css: '/a', js: '/b', icon: '/c', dir: hub.dataDir }

test.each([
  ['behind a proxy, is the address that the proxy saw, not one that was sent along', true, '198.51.100.7'],
  ['without one, is the address of the connection, whatever is sent', false, '127.0.0.1'],
])('who asks, %s', async (_, trustProxy, asked) => {
  const app = await buildStaff({ deps: hub.deps, assets, trustProxy })
  const from: string[] = []
  app.addHook('onRequest', async ({ ip }) => void from.push(ip))
  const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-forwarded-proto': 'https' }
  await app.inject({ method: 'GET', url: '/healthz', headers })
  expect(from).toEqual([asked])
  await app.close()
})
