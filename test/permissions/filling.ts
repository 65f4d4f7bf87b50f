import { expect } from 'vitest'
import { memberId } from '../support/casework.ts'
import { investigator, manager, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'

/** A row in the tables that the acts of a test leave empty. */
export async function fillEmpty(hub: World): Promise<void> {
  for (let hit = 0; hit < 21; hit++) await hub.as(ruta).post('/api/safety-checks', { typed: '07700 900122' })
  const member = await memberId(hub, investigator)
  expect((await hub.as(manager).post('/api/notices/spoc', { member })).status).toBe(201)
  await hub.owner(
    `insert into accounts.mail (id, event_id, member_id, kind, at, expires_at)
     select gen_random_uuid(), id, actor_id, 'news', now(), now() + interval '1 day' from kernel.event limit 1`,
  )
  await hub.owner(
    `insert into accounts.parked_form (id, member_id, wrapped, sealed) values (gen_random_uuid(), $1, decode(repeat('00', 60), 'hex'), '')`,
    [member],
  )
  await hub.owner(
    `insert into accounts.identity (id, issuer, subject, member_id) values (gen_random_uuid(), 'https://issuer.example', 'a', $1)`,
    [member],
  )
  await hub.owner(`insert into sec.sign_in_answered (state_hash) values (decode(repeat('00', 32), 'hex'))`)
  await hub.owner('insert into accounts.team_member (team_id, member_id) values (4, $1)', [member])
  await hub.owner(
    `update operations.visit set warned_with = 'police', warned_by = $1, lone_member = null, agencies = '{police}'
      where id = (select id from operations.visit order by lone_member is null desc, id limit 1)`,
    [member],
  )
}
