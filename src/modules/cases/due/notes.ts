import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { seenByHubOrName } from '../../../kernel/named.ts'
import { query } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { inCase, languageOf, myPosts, OfCase, ofPosts } from './whose.ts'

/** A week is one round of a shared post: a note that is older was read, or is on the case. */
const daysKept = 7

/** Notes that others left on cases of this member's posts, until they record a contact or leave a note there themselves.
 *  That there is one, and never what it says. */
export const notesLeft = query({
  name: 'notesLeft',
  path: '/notes-left',
  summary: 'Notes left between days on cases of this member’s posts, and not acted on by them yet',
  input: z.object(listInput),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), ...OfCase, by: z.string(), at: z.string() })),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run(context, _, { after, limit = 25 }) {
    const { tx, actor, at } = context
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const posts = await myPosts(context)
    const since = londonMidnight(addDays(londonDay(at), -daysKept))
    const untouched = (table: 'cases.contact' | 'cases.handover') =>
      sql<boolean>`not exists (select 1 from ${sql.table(table)} mine
        where mine.case_id = note.case_id and mine.made_by = ${actor.id} and mine.at > note.at)`
    const page = seenByHubOrName(actor.hub, 'note', (seen) =>
      build
        .selectFrom('cases.handover as note')
        .innerJoin('cases.case as of', 'of.id', 'note.case_id')
        .select(['note.id', 'note.case_id', 'note.person_id', 'note.at', 'made_by', 'reference', 'post_id'])
        .where(seen)
        .where('note.at', '>=', since)
        .where('made_by', '<>', actor.id)
        .where('closed_at', 'is', null)
        .where(ofPosts('mine', posts))
        .where(untouched('cases.contact'))
        .where(untouched('cases.handover'))
        .$if(from !== undefined, (range) =>
          range.where(sql<boolean>`(note.at, note.id) > (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
        )
        .orderBy('note.at')
        .orderBy('note.id')
        .limit(limit + 1),
    )
    const rows = await tx.all(
      build
        .selectFrom(page)
        .innerJoin('cases.post as post', 'post.id', 'page.post_id')
        .innerJoin('accounts.member', 'accounts.member.id', 'page.made_by')
        .select(['page.id', 'page.case_id', 'page.reference', 'page.at'])
        .select(['post.name as post', 'accounts.member.name as by'])
        .select(languageOf('page.person_id'))
        .orderBy('page.at')
        .orderBy('page.id')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id])
    return {
      items: shown.map((row) => ({ id: row.id, ...inCase(row), by: row.by, at: row.at.toISOString() })),
      next,
    }
  },
})
