import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import { openableMinutes } from '../../people/index.ts'

const text = z.string().optional()
type Reader = Pick<QueryContext, 'tx'>

export const ContactKnown = z.object({
  id: z.uuid(),
  channel: z.string(),
  direction: z.string(),
  at: z.string(),
  by: z.string(),
  language: text,
  bridge: text,
  reached: z.boolean(),
  check: text,
  withWhom: text,
  summary: text,
  next: text,
})

export async function contactsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.contact')
      .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
      .select([
        'cases.contact.id',
        'channel',
        'direction',
        'at',
        'language',
        'bridge',
        'reached',
        'check_question',
        'sealed',
        'accounts.member.name as by',
      ])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('cases.contact.id'),
  )
  return rows.map(({ sealed, at, language, bridge, check_question, ...row }) => ({
    ...row,
    at: at.toISOString(),
    language: language ?? undefined,
    bridge: bridge ?? undefined,
    check: check_question ?? undefined,
    ...key.open<{ withWhom?: string; summary?: string; next?: string }>(
      'cases.contact.sealed',
      row.id,
      sealed,
    ),
  }))
}

export const FirstContactKnown = z.object({ way: z.string(), plan: text, coverWords: text, at: z.string() })
export const NoAnswerKnown = z.object({
  ask: text,
  look: text,
  say: text,
  policeAfterHours: z.number().optional(),
  at: z.string(),
})

/** How the person is reached while nothing is known to be safe: the newest stands. */
export async function firstContactOf({ tx }: Reader, caseId: string, key: DataKey) {
  const row = await tx.first(
    build
      .selectFrom('cases.first_contact')
      .select(['id', 'way', 'at', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('number', 'desc')
      .limit(1),
  )
  return (
    row && {
      way: row.way,
      at: row.at.toISOString(),
      ...key.open<{ plan: string; coverWords?: string }>('cases.first_contact.sealed', row.id, row.sealed),
    }
  )
}

/** What we agreed to do if you do not answer: the newest stands. */
export async function noAnswerOf({ tx }: Reader, caseId: string, key: DataKey) {
  const row = await tx.first(
    build
      .selectFrom('cases.no_answer')
      .select(['id', 'police_after_hours', 'at', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('number', 'desc')
      .limit(1),
  )
  return (
    row && {
      policeAfterHours: row.police_after_hours ?? undefined,
      at: row.at.toISOString(),
      ...key.open<{ ask?: string; look?: string; say?: string }>(
        'cases.no_answer.sealed',
        row.id,
        row.sealed,
      ),
    }
  )
}

/** The ways this member opened a short while ago although their check was old, each with its reason on record. */
export async function openedWays({ tx, at, actor }: QueryContext, personId: string): Promise<Set<string>> {
  const rows = await tx.all(
    build
      .selectFrom('kernel.event')
      .select('subject_id')
      .where('person_id', '=', personId)
      .where('name', '=', 'channel.used')
      .where('actor_id', '=', actor.id)
      .where('at', '>', sql<Date>`${at}::timestamptz - make_interval(mins => ${openableMinutes})`),
  )
  return new Set(rows.map((row) => row.subject_id))
}

/** The case of a person that is open, or else the last one: where a page about the person goes back to. */
export const caseOfPerson = ({ tx }: Reader, personId: string) =>
  tx.first(
    build
      .selectFrom('cases.case')
      .select('id')
      .where('person_id', '=', personId)
      .orderBy(sql`closed_at is not null`)
      .orderBy('opened_at', 'desc')
      .limit(1),
  )
