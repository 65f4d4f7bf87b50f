import type { DB } from '../../kernel/database/rows.gen.ts'
import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export interface PersonRow {
  id: string
  open_hub: number
  hub: number
}

export const canHearOfPeople = (actor: Actor): boolean =>
  hasRole(actor, 'referrer', 'co-ordinator', 'manager', 'investigator', 'partner')

/** Restricting is a manager's act; whoever is named on a restricted person and manages their hub may lift it. */
export const canRestrict = (actor: Actor, person: PersonRow): boolean =>
  hasRole(actor, 'manager') && worksForHub(actor, person.hub)

export const canExclude = (actor: Actor, person: PersonRow): boolean => worksForHub(actor, person.hub)

/** Ways to reach a person, and why the hub knows them, are kept by whoever may act for them. */
export const canKeepContact = (actor: Actor): boolean => worksForHub(actor)

export interface ChannelRow {
  id: string
  person_id: string
  open_hub: number
  kind: DB['people.channel']['kind']
  safe: 'yes' | 'no' | 'unknown'
  position: number
  ended_at: Date | null
}

export const isCurrent = (channel: ChannelRow) =>
  channel.ended_at === null || 'This was corrected since. Open the page again.'

export const isOpen = (person: PersonRow) => person.open_hub !== 0 || 'This person is already restricted.'
export const isRestricted = (person: PersonRow) => person.open_hub === 0 || 'This person is not restricted.'
