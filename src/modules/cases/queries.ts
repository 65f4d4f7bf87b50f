import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay, weekday } from '../../kernel/clock.ts'
import { build } from '../../kernel/database/build.ts'
import { NotFound } from '../../kernel/errors.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../kernel/fields.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import { worksForHub } from '../../kernel/session.ts'
import { excludedWorkers, languageName, languagesOf } from '../people/index.ts'
import { personOfReferral, refusalReasons } from '../referrals/index.ts'
import { rankPosts, tiers, type Post } from './matching.ts'

const Offer = { tier: z.enum(tiers), language: z.string().optional() }

/** Posts for a referral, best first, each with its reasons in words. Reads nothing sealed: languages and exclusions only. */
export const postsForReferral = query({
  name: 'posts',
  path: '/referrals/:id/posts',
  summary: 'Posts for a referral, best first, with the reasons',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        post: z.object({ id: z.number(), name: z.string() }),
        holder: z.string().optional(),
        ...Offer,
        reasons: z.array(z.string()),
        open: z.number(),
        capacity: z.number(),
        cover: z.object({ ...Offer, holder: z.string().optional(), sentence: z.string() }),
      }),
    ),
  }),
  async run(context, { id }) {
    const personId = await personOfReferral(context, id as string)
    if (!personId) return undefined
    const today = londonDay(context.at)
    const items = rankPosts(await postsHeld(context, today), {
      person: await languagesOf(context, personId),
      excluded: await excludedWorkers(context, personId),
      today: weekday(today),
      languageName,
    })
    return { items }
  },
})

/** The posts of this member's hub with whoever holds them today's date, and what they speak. */
async function postsHeld({ tx, actor }: QueryContext, today: string): Promise<Post[]> {
  const rows = await tx.all(
    build
      .selectFrom('cases.post')
      .leftJoin('cases.holding', (join) =>
        join
          .onRef('post_id', '=', 'cases.post.id')
          .on('from_on', '<=', today)
          .on((on) => on.or([on('until_on', 'is', null), on('until_on', '>=', today)])),
      )
      .leftJoin('accounts.member', 'accounts.member.id', 'cases.holding.member_id')
      .leftJoin('accounts.member_language', 'accounts.member_language.member_id', 'cases.holding.member_id')
      .select(['cases.post.id', 'cases.post.name', 'open', 'capacity', 'weekdays', 'cases.holding.member_id'])
      .select(['accounts.member.name as member', 'language', 'level'])
      .where('cases.post.hub', '=', actor.hub)
      .orderBy('cases.post.id'),
  )
  return [...Map.groupBy(rows, (row) => row.id).values()].map((ofPost) => {
    const { id, name, open, capacity } = ofPost[0] as (typeof rows)[number]
    const byMember = Map.groupBy(
      ofPost.filter((row) => row.member_id !== null),
      (row) => row.member_id as string,
    )
    const holders = [...byMember].map(([memberId, ofMember]) => ({
      memberId,
      name: ofMember[0]?.member ?? '',
      weekdays: [...new Set(ofMember.flatMap((row) => row.weekdays ?? []))],
      speaks: ofMember.flatMap(({ language, level }) =>
        language && level ? [{ code: language, level }] : [],
      ),
    }))
    return { id, name, open, capacity, holders }
  })
}

const lists = ['actions', 'needs', 'refusals', 'closures', 'purposes'] as const

const catalogueOf = (list: (typeof lists)[number]) =>
  query({
    name: `catalogue.${list}`,
    path: `/catalogue/${list}`,
    summary: `Kinds that may be chosen today: ${list}`,
    input: z.object({}),
    output: z.object({ items: z.array(z.object({ kind: z.string(), label: z.string() })) }),
    run: async (context) => ({ items: await choices(context, list) }),
  })

/** What may be chosen today from a list. */
export async function choices({ tx, at }: QueryContext, list: (typeof lists)[number]) {
  const today = londonDay(at)
  if (list === 'refusals') return refusalReasons({ tx }, today)
  return tx.all(
    build
      .selectFrom('cases.catalogue')
      .select(['kind', 'label'])
      .where('list', '=', list)
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('position'),
  )
}

export const catalogues = lists.map(catalogueOf)

/** Open cases of the hub, oldest first. Names nobody. */
export const openCases = query({
  name: 'cases',
  path: '/cases',
  summary: 'Open cases, oldest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        post: z.string(),
        openedAt: z.string(),
        promised: z.number(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const page = build
      .selectFrom('cases.case')
      .select(['id', 'reference', 'post_id', 'opened_at'])
      .where('open_hub', '=', actor.hub)
      .where('closed_at', 'is', null)
      .$if(from !== undefined, (range) =>
        range.where(sql<boolean>`(opened_at, id) > (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .orderBy('opened_at')
      .orderBy('id')
      .limit(limit + 1)
    const rows = await tx.all(
      build
        .selectFrom(page.as('page'))
        .innerJoin('cases.post', 'cases.post.id', 'page.post_id')
        .select(['page.id', 'page.reference', 'cases.post.name as post', 'page.opened_at'])
        .select((row) =>
          row
            .selectFrom('cases.action')
            .select(({ fn }) => fn.countAll<number>().as('promised'))
            .whereRef('case_id', '=', 'page.id')
            .where('outcome', 'is', null)
            .as('promised'),
        )
        .orderBy('page.opened_at')
        .orderBy('page.id'),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        reference: row.reference,
        post: row.post,
        openedAt: row.opened_at.toISOString(),
        promised: row.promised ?? 0,
      })),
      next,
    }
  },
})

/** Which case an action belongs to, for going back to it. Errors: NotFound. */
export async function caseOfAction({ tx }: Pick<QueryContext, 'tx'>, actionId: string) {
  const row = await tx.first(
    build.selectFrom('cases.action').select(['case_id', 'kind']).where('id', '=', actionId),
  )
  if (!row) throw new NotFound()
  return row
}
