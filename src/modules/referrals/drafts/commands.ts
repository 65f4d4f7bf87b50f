import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { judge } from '../../../kernel/fields.ts'
import { newId } from '../../../kernel/ids.ts'
import { worksForHub, type Actor } from '../../../kernel/session.ts'
import { CrisisOpened } from '../../people/index.ts'
import { referPeople } from '../commands.ts'
import { Referral, ReferralMade, theySaidNo } from '../forms.ts'
import { agreedWithoutYes, canRefer } from '../policy.ts'
import { DraftAnswered, DraftHandedOver, DraftMade, type Draft } from './forms.ts'

interface DraftRow {
  id: string
  version: number
  sealed: Buffer
}

const column = 'referrals.draft.sealed'

/** Whoever may refer may write one: which drafts they see is the database's to say. */
const canWrite = (actor: Actor): boolean => canRefer(actor)

export const findDraft = ({ tx }: CommandContext, { id }: Params): Promise<DraftRow | undefined> =>
  tx.first(
    build
      .selectFrom('referrals.draft')
      .select(['id', 'version', sql<Buffer>`sealed`.as('sealed')])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const beginDraft = command({
  name: 'draft.begun',
  path: '/drafts',
  summary: 'Begin a referral that is kept until it is sent',
  input: z.object({}),
  output: DraftMade,
  may: canWrite,
  async run({ tx, actor, at, keys, happened }) {
    // Whoever begins one also clears away what nobody came back to: no draft outlives its day by longer than this.
    await tx.run(sql`select sec.end_lapsed_drafts()`.compile(build))
    const id = newId()
    const key = await keys.make(tx, 'other', id)
    const answers: Draft = { source: await whoIsTelling(tx, actor) }
    await tx.run(
      build.insertInto('referrals.draft').values({
        id,
        begun_by: actor.id,
        begun_at: at,
        held_by: actor.id,
        changed_by: actor.id,
        changed_at: at,
        sealed: key.seal(column, id, answers),
      }),
    )
    await happened({ subject: ['referrals.draft', id] })
    return { draft: { id, version: 1 } }
  },
})

/** Who is signed in, as far as the hub knows: they may put it right on the last question. */
export async function whoIsTelling(tx: Tx, actor: Actor): Promise<NonNullable<Draft['source']>> {
  const agency = await tx.first(
    build
      .selectFrom('accounts.team')
      .innerJoin('accounts.agency', 'accounts.agency.id', 'agency_id')
      .select(['accounts.agency.name', 'accounts.agency.kind'])
      .where('accounts.team.id', '=', actor.homeTeam),
  )
  const door = worksForHub(actor) ? 'coordinator' : agency?.kind === 'force' ? 'officer' : 'partner'
  return { door, name: actor.name, organisation: agency?.name }
}

export const answerDraft = command({
  name: 'draft.answered',
  path: '/drafts/:id/answers',
  summary: 'Keep what has been written so far',
  input: DraftAnswered,
  output: DraftMade,
  load: findDraft,
  may: canWrite,
  async run({ tx, actor, at, keys, happened }, draft, { version, answers }) {
    if (draft.version !== version)
      throw new Conflict('Somebody changed this draft while you were writing. Look at it again.')
    const key = await keys.of(tx, 'other', draft.id)
    await tx.run(
      build
        .updateTable('referrals.draft')
        .set({
          version: version + 1,
          changed_by: actor.id,
          changed_at: at,
          keep_until: sql`now() + interval '28 days'`,
          sealed: key.seal(column, draft.id, withoutWhoSaidNo(answers)),
        })
        .where('id', '=', draft.id),
    )
    await happened({ subject: ['referrals.draft', draft.id] })
    return { draft: { id: draft.id, version: version + 1 } }
  },
})

/** "No" from an adult: no name is taken, and one that was already written is not kept (practice, section 2). */
function withoutWhoSaidNo({ people, ...rest }: Draft): Draft {
  const answers = { ...rest, people }
  return agreedWithoutYes(answers) ? answers : rest
}

export const handOverDraft = command({
  name: 'draft.handedOver',
  path: '/drafts/:id/holder',
  summary: 'Give a draft to a colleague, or to everybody on the team',
  input: DraftHandedOver,
  output: DraftMade,
  load: findDraft,
  may: canWrite,
  leaves: true,
  async run({ tx, actor, happened }, draft, { to }) {
    const [member, team] = to === 'team' ? [null, actor.homeTeam] : [to, null]
    await happened({ subject: ['referrals.draft', draft.id], detail: to === 'team' ? { team } : { member } })
    // Whoever gives it away may not see it any more: a function does it, and says no to anybody outside the team.
    const done = await tx.first(
      sql<{ done: boolean }>`select sec.hand_over_draft(${draft.id}, ${member}, ${team}) as done`.compile(
        build,
      ),
    )
    if (!done?.done)
      throw new Invalid([{ field: 'to', message: 'Choose a colleague, or everybody on your team' }])
    return { draft: { id: draft.id, version: draft.version + 1 } }
  },
})

export const sendDraft = command({
  name: 'draft.sent',
  path: '/drafts/:id/sending',
  summary: 'Send a draft to the hub: its words become referrals and the draft is destroyed',
  input: DraftAnswered.pick({ version: true }),
  output: z.object({ referrals: z.array(ReferralMade), ...CrisisOpened }),
  load: findDraft,
  may: canWrite,
  leaves: true,
  async run({ tx, keys, happened, run }, draft, { version }) {
    if (draft.version !== version)
      throw new Conflict('Somebody changed this draft. Check the answers again before you send it.')
    const key = await keys.of(tx, 'other', draft.id)
    const answers = key.open<Draft>(column, draft.id, draft.sealed)
    // Before what is missing: of somebody who said no, their name is meant to be.
    if (!agreedWithoutYes(answers)) throw new Invalid([theySaidNo])
    const made = await run(referPeople, {}, judge(Referral, answers))
    await happened({
      subject: ['referrals.draft', draft.id],
      detail: { referrals: made.referrals.map(({ id }) => id) },
    })
    await endDraft(tx, draft.id, 'sent')
    return made
  },
})

export const throwDraftAway = command({
  name: 'draft.thrownAway',
  path: '/drafts/:id/end',
  summary: 'Destroy a draft',
  input: z.object({}),
  output: z.object({ draft: z.object({ id: z.uuid() }) }),
  load: findDraft,
  may: canWrite,
  leaves: true,
  async run({ tx, happened }, draft) {
    await happened({ subject: ['referrals.draft', draft.id] })
    await endDraft(tx, draft.id, 'thrownAway')
    return { draft: { id: draft.id } }
  },
})

async function endDraft(tx: Tx, id: string, because: 'sent' | 'thrownAway'): Promise<void> {
  const row = await tx.first(
    sql<{ done: boolean }>`select sec.end_draft(${id}, ${because}) as done`.compile(build),
  )
  if (!row?.done) throw new Conflict('This draft has already ended.')
}
