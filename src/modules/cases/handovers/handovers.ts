import { z } from 'zod'
import { addDays, londonDay } from '../../../kernel/clock.ts'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import { text } from '../../../kernel/fields.ts'
import { query } from '../../../kernel/query.ts'
import { CrisisOpened, heedCrisis } from '../../people/index.ts'
import { aboutCase, findCase, made, rowOf, saidOf } from '../case-row.ts'
import { canActOnCase, isOpenCase } from '../policy.ts'
import { isThereOn, postsHeld, type HeldPost } from '../posts/held.ts'

export const Handover = z.object({
  note: text('What the next worker needs to know', 2000).refine(
    (note) => note.trim() !== '',
    'Enter what the next worker needs to know',
  ),
})

/** What one half of a post leaves for the other when the days change hands. */
export const writeHandover = command({
  name: 'handover.written',
  path: '/cases/:id/handovers',
  summary: 'Leave a note for whoever holds the post next',
  input: Handover,
  output: made('handover').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(context, of, { note }) {
    const { tx, actor, at, keys, happened } = context
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.handover').values({
        ...row,
        at,
        made_by: actor.id,
        sealed: key.seal('cases.handover.sealed', row.id, { note }),
      }),
    )
    await happened({ subject: ['cases.handover', row.id], ...aboutCase(of, of.id) })
    return { handover: { id: row.id }, ...(await heedCrisis(context, saidOf(of), 'handover', [note])) }
  },
})

/** Notes of a case, the newest first, and whether one is due: today's holders go and others come. */
export const handovers = query({
  name: 'handovers',
  path: '/cases/:id/handovers',
  summary: 'Notes left between the halves of a post, and whether one is due',
  input: z.object({}),
  output: z.object({
    next: z.object({ on: z.string(), holders: z.array(z.string()) }).optional(),
    due: z.boolean(),
    items: z.array(z.object({ id: z.uuid(), at: z.string(), by: z.string(), note: z.string() })),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run({ tx, at, actor, keyOf }, { id }) {
    const of = await tx.first(
      build
        .selectFrom('cases.case')
        .select(['person_id', 'post_id', 'closed_at'])
        .where('id', '=', id as string),
    )
    if (!of) return undefined
    const key = await keyOf(of.person_id)
    const today = londonDay(at)
    const { posts, rows } = await together({
      posts: postsHeld({ tx }, actor.hub, today),
      rows: tx.all(
        build
          .selectFrom('cases.handover')
          .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
          .select(['cases.handover.id', 'at', 'sealed', 'accounts.member.name as by'])
          .where('case_id', '=', id as string)
          .orderBy('at', 'desc')
          .orderBy('cases.handover.id')
          .limit(50),
      ),
    })
    const post = posts.find((one) => one.id === of.post_id)
    const next = post && of.closed_at === null ? nextHands(post, today) : undefined
    const writtenToday = rows.some((row) => londonDay(row.at) === today)
    return {
      next,
      due: next !== undefined && !writtenToday,
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        by: row.by,
        ...key.open<{ note: string }>('cases.handover.sealed', row.id, row.sealed),
      })),
    }
  },
})

/** The next day of the coming week on which anybody is there, when none of them is there today: then the days change
 *  hands, and today's holders leave a note. Out: undefined when nobody is there today, or somebody stays. */
export function nextHands(post: HeldPost, today: string): { on: string; holders: string[] } | undefined {
  const there = (day: string) =>
    post.holders.filter((holder) => isThereOn(holder, day)).map(({ name }) => name)
  const now = there(today)
  if (now.length === 0) return undefined
  for (let ahead = 1; ahead <= 7; ahead++) {
    const on = addDays(today, ahead)
    const holders = there(on)
    if (holders.length > 0) return holders.some((name) => now.includes(name)) ? undefined : { on, holders }
  }
  return undefined
}
