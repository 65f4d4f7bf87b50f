import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { text } from '../../../kernel/fields.ts'
import { newId } from '../../../kernel/ids.ts'
import { heedCrisis } from '../../people/index.ts'
import { findReferral, tellSender } from '../commands.ts'
import { ReferralMade } from '../forms.ts'
import { canAnswer, canDecide, isUndecided, type ReferralRow } from '../policy.ts'

interface Asking extends ReferralRow {
  /** The question that nobody has answered yet. */
  open: string | undefined
}

const openQuestion = async (context: CommandContext, params: Params): Promise<Asking | undefined> => {
  const referral = await findReferral(context, params)
  if (!referral) return undefined
  const question = await context.tx.first(
    build
      .selectFrom('referrals.question')
      .leftJoin('referrals.answer', 'question_id', 'referrals.question.id')
      .select('referrals.question.id')
      .where('referrals.question.referral_id', '=', referral.id)
      .where('question_id', 'is', null),
  )
  return { ...referral, open: question?.id }
}

const ofReferral = ({ id, person_id, open_hub, from_team }: ReferralRow) => ({
  referral_id: id,
  person_id,
  open_hub,
  from_team,
})

const saying = (called: string, max: number, missing: string) =>
  text(called, max).refine((typed) => typed.trim() !== '', missing)

export const askForMore = command({
  name: 'referral.moreAsked',
  path: '/referrals/:id/questions',
  summary: 'Ask whoever sent a referral for more',
  input: z.object({ question: saying('What you want to know', 2000, 'Enter what you want to know') }),
  output: z.object({ referral: ReferralMade }),
  load: openQuestion,
  may: (actor, referral) => canDecide(actor, referral),
  when: (referral) =>
    referral.open ? 'A question is already waiting for its answer.' : isUndecided(referral),
  async run({ tx, actor, at, keys, happened }, referral, { question }) {
    const id = newId()
    const key = await keys.of(tx, 'person', referral.person_id)
    const sealed = key.seal('referrals.question.sealed', id, question)
    await tx.run(
      build
        .insertInto('referrals.question')
        .values({ ...ofReferral(referral), id, asked_by: actor.id, asked_at: at, sealed }),
    )
    await tx.run(tellSender(referral, 'moreAsked'))
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: referral.person_id, openHub: referral.open_hub },
      detail: { question: id },
    })
    return { referral: { id: referral.id, reference: referral.reference } }
  },
})

async function isOpenAlready({ tx }: CommandContext, referral: ReferralRow): Promise<boolean> {
  const { person_id, open_hub } = referral
  const row = await tx.first(
    sql<{ open: boolean }>`select sec.crisis_open_of_sent(${person_id}, ${open_hub}) as open`.compile(build),
  )
  return row?.open === true
}

export const answerQuestion = command({
  name: 'referral.answered',
  path: '/referrals/:id/answers',
  summary: 'Answer what the hub asked about a referral of my team',
  input: z.object({ answer: saying('Your answer', 15_000, 'Enter your answer') }),
  output: z.object({ referral: ReferralMade }),
  load: openQuestion,
  may: (actor, referral) => canAnswer(actor, referral),
  when: ({ open }) => open !== undefined || 'No question is waiting for an answer.',
  async run(context, referral, { answer }) {
    const { tx, actor, at, keys, happened } = context
    const id = newId()
    const question = referral.open as string
    const key = await keys.of(tx, 'person', referral.person_id)
    const sealed = key.seal('referrals.answer.sealed', id, answer)
    await tx.run(
      build.insertInto('referrals.answer').values({
        ...ofReferral(referral),
        id,
        question_id: question,
        answered_by: actor.id,
        answered_at: at,
        sealed,
      }),
    )
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: referral.person_id, openHub: referral.open_hub },
      detail: { question },
    })
    const of = {
      personId: referral.person_id,
      openHub: referral.open_hub,
      reference: referral.reference,
      cameBy: 'referral',
      cameById: referral.id,
    } as const
    if (!(await isOpenAlready(context, referral))) await heedCrisis(context, of, 'answer', [answer])
    return { referral: { id: referral.id, reference: referral.reference } }
  },
})
