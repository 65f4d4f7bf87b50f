import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { ruta } from '../support/members.ts'
import { world } from '../support/world.ts'
import { bad, grown, held } from './answers.ts'
import { rawRequests, send } from './raw.ts'

const hub = await world()
let port: number
beforeAll(async () => {
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  port = (hub.app.server.address() as AddressInfo).port
})

const statusesIn = (read: string) =>
  [...read.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))

test('whatever comes down a connection is answered or cut off, and the next one is answered', async () => {
  const requests = rawRequests(await hub.tokenFor(ruta), await hub.tokenFor(ruta, 'web'))
  const found: string[] = []
  const before = held()
  for (const raw of requests) {
    const read = await send(port, raw)
    const statuses = statusesIn(read)
    const isBad = [0, ...statuses].some((statusCode) => bad({ statusCode, body: read }))
    const isAllowed = (statuses.length > 0 ? statuses : [0]).every((status) => raw.may.includes(status))
    if (isBad || !isAllowed) found.push(`${raw.named}: ${statuses.join(' ')} ${read.slice(0, 400)}`)
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`)
    if (alive.status !== 200) found.push(`after ${raw.named}: ${alive.status}`)
    await alive.body?.cancel()
  }
  expect({ found, told: hub.told.slice(0, 5) }).toEqual({ found: [], told: [] })
  const more = grown(before)
  expect(more.heap).toBeLessThan(25)
  expect(more.outside).toBeLessThan(10)
})
