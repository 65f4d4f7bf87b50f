import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { restrictionReasons } from '../forms.ts'

const seenAs = ['hub', 'onCall', 'restricted', 'break-glass'] as const

/** Who sees a person now, and who must not: names of members and codes, nothing of the person. */
export const whoSees = query({
  name: 'whoSees',
  path: '/people/:id/members',
  summary: 'Who may see a person now, by name, and which workers are excluded',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    hub: z.number(),
    /** Why and when the person was restricted; absent when they are not. */
    restricted: z
      .object({
        because: z.enum(restrictionReasons).optional(),
        at: z.string().optional(),
        by: z.string().optional(),
      })
      .optional(),
    members: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        because: z.enum(seenAs),
        untilAt: z.string().optional(),
      }),
    ),
    excluded: z.array(
      z.object({
        id: z.uuid(),
        member: z.uuid(),
        name: z.string(),
        askedBy: z.enum(['person', 'worker', 'manager']),
        at: z.string(),
      }),
    ),
  }),
  async run(context, { id }) {
    const { tx } = context
    const person = await tx.first(
      build
        .selectFrom('people.person')
        .select(['id', 'hub', 'open_hub'])
        .where('id', '=', id as string),
    )
    if (!person) return undefined
    const members = await tx.all(
      sql<{ id: string; name: string; because: (typeof seenAs)[number]; until_at: Date | null }>`
        select m.id, m.name, seen.because, seen.until_at from sec.who_sees(${person.id}) seen
          join accounts.member m on m.id = seen.member_id order by m.name, m.id`.compile(build),
    )
    const excluded = await tx.all(
      build
        .selectFrom('people.exclusion')
        .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
        .select(['people.exclusion.id', 'name', 'member_id as member', 'asked_by', 'at'])
        .where('person_id', '=', person.id)
        .where('people.exclusion.ended_at', 'is', null)
        .orderBy('name'),
    )
    return {
      id: person.id,
      hub: person.hub,
      ...(person.open_hub === 0 && { restricted: await restrictedSince(context, person.id) }),
      members: members.map(({ until_at, ...member }) => ({
        ...member,
        untilAt: until_at?.toISOString(),
      })),
      excluded: excluded.map(({ asked_by, at, ...row }) => ({
        ...row,
        askedBy: asked_by as 'person' | 'worker' | 'manager',
        at: at.toISOString(),
      })),
    }
  },
})
export type WhoSees = z.infer<typeof whoSees.output>

/** What history says of the restriction that stands. */
async function restrictedSince({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  const event = await tx.first(
    build
      .selectFrom('kernel.event')
      .innerJoin('accounts.member', 'accounts.member.id', 'actor_id')
      .select(['detail', 'at', 'accounts.member.name as by'])
      .where('person_id', '=', personId)
      .where('kernel.event.name', '=', 'person.restricted')
      .orderBy('at', 'desc')
      .limit(1),
  )
  const because = (event?.detail as { because?: (typeof restrictionReasons)[number] } | undefined)?.because
  return { because, at: event?.at.toISOString(), by: event?.by }
}
