import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { minimal, refer } from '../../test/support/casework.ts'
import { officer } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { roomIn } from './room.ts'

const hub = await world()
afterEach(() => void delete hub.deps.hasRoom)

describe('without room on the disk', () => {
  test('nothing is written, what is there is still read, and it can be sent again', async () => {
    const { id } = await refer(hub)
    hub.deps.hasRoom = async () => false
    const refused = await hub.as(officer).post('/api/referrals', minimal, { key: 'again' })
    expect(refused.status).toBe(503)
    expect((await hub.as(officer).page(`/sent-referrals/${id}`)).status).toBe(200)
    hub.deps.hasRoom = async () => true
    expect((await hub.as(officer).post('/api/referrals', minimal, { key: 'again' })).status).toBe(201)
  })
})

describe('the disk', () => {
  test('of this machine has the room that it says', async () => {
    const { bavail, blocks, bsize } = statfsSync(tmpdir())
    const keep = Math.max(48e6, Math.min(1e9, 0.1 * blocks * bsize))
    const told: string[] = []
    expect(await roomIn(tmpdir(), (sentence) => told.push(sentence))()).toBe(bavail * bsize > keep)
  })

  test('that cannot be asked is left to PostgreSQL', async () => {
    expect(await roomIn('/nowhere/at/all', () => {})()).toBe(true)
  })
})
