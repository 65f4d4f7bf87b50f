import fc from 'fast-check'
import { newId } from '../../src/kernel/ids.ts'
import {
  council,
  guardian,
  investigator,
  manager,
  beata,
  governance,
  outreach,
  outsider,
  outsideReferrer,
} from '../support/members.ts'
import { administrator, ioana, officer, officersColleague, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'

/** Everybody who asks: each role, another hub, the sender and their colleague, and one whose roles are drawn. */
export const chameleon = council
export const askers = [
  officer,
  officersColleague,
  chameleon,
  outreach,
  ruta,
  ioana,
  beata,
  manager,
  administrator,
  investigator,
  governance,
  guardian,
  outsider,
  outsideReferrer,
]

/** How things stand with one person who has a row in every table, drawn at random. */
export interface Arrangement {
  restricted: boolean
  named: string[]
  excluded: string[]
  sentBy: number
  turn: { member: string; hub: 1 | 2; when: 'past' | 'now' | 'later' } | null
  /** Who writes at a referral not sent yet. */
  draftOf: string
  roles: string[]
  /** Who asks in this world: a handful of those above, so that more worlds fit into a minute. */
  asking: string[]
}

const roles = [
  'co-ordinator',
  'manager',
  'referrer',
  'investigator',
  'partner',
  'governance',
  'publisher',
  'guardian',
  'administrator',
]

/** Beata is always excluded: the exclusion is a row that an address names. A manager of the hub is never drawn as excluded: somebody must be left who sees a person (a rule of its own). */
export const arrangements: fc.Arbitrary<Arrangement> = fc.record({
  restricted: fc.boolean(),
  named: fc.subarray([ruta, ioana, beata, outreach, chameleon, outsider], { maxLength: 3 }),
  excluded: fc.subarray([ruta, officersColleague, chameleon, outsider], { maxLength: 3 }),
  sentBy: fc.constantFrom(2, 3, 4, 20),
  turn: fc.option(
    fc.record({
      member: fc.constantFrom(officer, outreach, chameleon, outsideReferrer, investigator),
      hub: fc.constantFrom(1 as const, 2 as const),
      when: fc.constantFrom('past' as const, 'now' as const, 'later' as const),
    }),
  ),
  draftOf: fc.constantFrom(officer, chameleon, guardian, governance),
  roles: fc.subarray(roles, { minLength: 1, maxLength: 2 }),
  asking: fc.shuffledSubarray(askers, { minLength: 6, maxLength: 6 }),
})

const window = {
  past: `now() - interval '3 hours', now() - interval '1 minute'`,
  now: `now() - interval '1 hour', now() + interval '1 hour'`,
  later: `now() + interval '10 minutes', now() + interval '3 hours'`,
}

/** Puts the person and the members as drawn, over whatever was there: by SQL behind the policies, so that nothing judged here
 *  was made by what is judged. */
export async function arrange(hub: World, personId: string, drawn: Arrangement): Promise<void> {
  await hub.migrator(async (client) => {
    const id = async (email: string) =>
      (await client.query<{ id: string }>('select id from accounts.member where email = $1', [email])).rows[0]
        ?.id
    await client.query('delete from people.named where person_id = $1', [personId])
    await client.query(
      'delete from people.exclusion where person_id = $1 and member_id = any(array(select id from accounts.member where email = any($2)))',
      [personId, askers.filter((email) => email !== beata)],
    )
    await client.query('update people.person set open_hub = $2 where id = $1', [
      personId,
      drawn.restricted ? 0 : 1,
    ])
    for (const email of drawn.named) {
      await client.query(
        `insert into people.named (id, person_id, member_id, because, from_at) values ($1, $2, $3, 'restricted', now() - interval '1 minute')`,
        [newId(), personId, await id(email)],
      )
    }
    for (const email of drawn.excluded) {
      await client.query(
        `insert into people.exclusion (id, person_id, open_hub, member_id, asked_by, at) values ($1, $2, $3, $4, 'person', now())`,
        [newId(), personId, drawn.restricted ? 0 : 1, await id(email)],
      )
    }
    for (const table of ['referral', 'question', 'answer', 'news'])
      await client.query(`update referrals.${table} set from_team = $2 where person_id = $1`, [
        personId,
        drawn.sentBy,
      ])
    await client.query(
      'update referrals.draft set held_by = $1, held_by_team = null where ended_at is null',
      [await id(drawn.draftOf)],
    )
    const who = await id(chameleon)
    await client.query('delete from accounts.role_held where member_id = $1', [who])
    for (const role of drawn.roles) {
      await client.query(
        'insert into accounts.role_held (id, member_id, role, hub) values ($1, $2, $3, $4)',
        [newId(), who, role, ['co-ordinator', 'manager'].includes(role) ? 1 : null],
      )
    }
    await client.query('delete from accounts.on_call')
    if (drawn.turn) {
      await client.query(
        `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
        values ($1, $2, $3, '01632 960009', ${window[drawn.turn.when]}, $4, now())`,
        [newId(), drawn.turn.hub, await id(drawn.turn.member), await id(manager)],
      )
    }
  })
}
