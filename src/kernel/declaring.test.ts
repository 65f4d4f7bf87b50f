import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openCase, type Opened } from '../../test/support/casework.ts'
import { eightManagers, manager, ruta } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { carryOut } from './carry-out.ts'
import { command } from './command.ts'
import { build } from './database/build.ts'
import { query, read } from './query.ts'

const hub = await world()

let opened: Opened
beforeAll(async () => {
  opened = await openCase(hub)
})
beforeEach(() => void (hub.told.length = 0))

describe('the rules of the house', () => {
  const empty = z.object({})
  const asking = async (member: string) => ({
    token: await hub.tokenFor(member),
    door: 'json' as const,
    params: {},
    body: {},
  })

  test('a query that opens what is sealed without saying what it reads is a mistake and throws', async () => {
    const careless = query({
      name: 'careless',
      path: '/careless',
      summary: '',
      input: empty,
      output: z.object({ name: z.string() }),
      run: async ({ keyOf }) => ({
        name: (await keyOf(opened.personId)).open('a.b.c', opened.personId, Buffer.alloc(28)),
      }),
    })
    const answer = read(hub.deps, { ...(await asking(ruta)) }, (context) => context.ask(careless, {}, {}))
    await expect(answer).rejects.toThrow('it must declare what it reads')
  })

  test('a command that tells nobody is a mistake, throws and leaves nothing', async () => {
    const silent = command({
      name: 'place.taken',
      path: '/silent',
      summary: '',
      input: empty,
      output: empty,
      may: () => true,
      run: async ({ tx }) => {
        await tx.run(sql`update cases.post set open = open + 1 where id = 1`.compile(build))
        return {}
      },
    })
    const [before] = await hub.owner('select open from cases.post where id = 1')
    await expect(carryOut(hub.deps, silent, await asking(manager))).rejects.toThrow('told nobody')
    expect(await hub.owner('select open from cases.post where id = 1')).toEqual([before])
  })

  test('a fault of ours is told to the operator, and to nobody at the door', async () => {
    await hub.owner('revoke select on cases.post from waymark_staff')
    try {
      const answer = await hub.as(eightManagers[0] as string).get('/api/cases')
      expect([answer.status, answer.body]).toEqual([
        500,
        { type: '/problems/unexpected', title: 'Something went wrong on our side', status: 500 },
      ])
      // Where and which kind, and not what PostgreSQL said: its words may quote what somebody typed.
      expect(hub.told.join()).toMatch(/42501[^]*queries\.ts/)
      expect(hub.told.join()).not.toContain('permission denied')
    } finally {
      await hub.owner('grant select on cases.post to waymark_staff')
    }
  })
})
