import { fullPerson, made, memberId, openCase, refer } from '../support/casework.ts'
import { beata, manager } from '../support/members.ts'
import type { World } from '../support/world.ts'
import { after, asking, never, once, type Late } from './late.ts'

const aPerson = async (hub: World) => (await openCase(hub)).personId

const aRestricted = async (hub: World) => {
  const id = await aPerson(hub)
  await made(hub, manager, `/api/people/${id}/restriction`, { because: 'highRisk' }, 'person')
  return id
}

const anExclusion = async (hub: World) => {
  const body = { member: await memberId(hub, beata), askedBy: 'person' }
  return made(hub, manager, `/api/people/${await aPerson(hub)}/exclusions`, body, 'exclusion')
}

/** A way to reach somebody, of whom it was said so. */
const aChannel = (safe: 'yes' | 'no' | 'unknown') => async (hub: World) => {
  const { personId } = await openCase(hub, fullPerson)
  const [row] = await hub.owner<{ id: string }>(
    'select id from people.channel where person_id = $1 and safe = $2',
    [personId, safe],
  )
  return row?.id as string
}

const aCrisis = async (hub: World) => {
  const { id } = await refer(hub, {}, { immediate: { wantsToDie: true } })
  const [row] = await hub.owner<{ id: string }>(
    `select c.id from people.crisis c join referrals.referral r using (person_id) where r.id = $1`,
    [id],
  )
  return row?.id as string
}

const corrected = 'This was corrected since. Open the page again.'
const notRestricted = 'This person is not restricted.'
const closed = 'Somebody has already closed this.'

export const latePeople: readonly Late[] = [
  {
    command: 'person.restricted',
    says: 'This person is already restricted.',
    by: manager,
    hides: true,
    ready: async (hub) => {
      const id = await aPerson(hub)
      return { id, mover: asking('person.restricted', id, manager) }
    },
  },
  once('person.restrictionLifted', notRestricted, aRestricted, manager),
  after('person.restrictionLifted', 'person.memberNamed', notRestricted, aRestricted, manager),
  after('person.restrictionLifted', 'person.namingEnded', notRestricted, aRestricted, manager),
  once('exclusion.ended', 'This exclusion has already ended.', anExclusion, manager),
  once('channel.corrected', corrected, aChannel('unknown')),
  after('channel.corrected', 'channel.marked', corrected, aChannel('unknown')),
  never(
    'channel.verified',
    'Say first that this is safe. It cannot be proved until somebody has.',
    aChannel('unknown'),
  ),
  after('channel.corrected', 'channel.verified', corrected, aChannel('yes')),
  never('channel.used', 'This is not safe: do not use it.', aChannel('no')),
  never('channel.used', 'Nobody has checked this: do not use it until somebody has.', aChannel('unknown')),
  after('channel.corrected', 'channel.used', corrected, aChannel('yes')),
  after('crisis.closed', 'crisis.answered', closed, aCrisis),
  once('crisis.closed', closed, aCrisis),
]
