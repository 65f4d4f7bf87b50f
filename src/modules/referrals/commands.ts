import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { CrisisOpened, hearOfPerson, heedCrisis, noteUnsafe } from '../people/index.ts'
import { Referral, ReferralMade, Refusal, type ReferralSent } from './forms.ts'
import { placesTold } from './places-told.ts'
import { canDecide, canRefer, isUndecided, type ReferralRow } from './policy.ts'
import { assess, spokenFirst, urgencyOf } from './triage.ts'

/** One referral a person; people found together arrive together or not at all. */
export const referPeople = command({
  name: 'referral.received',
  path: '/referrals',
  summary: 'Refer one person or several found together',
  input: Referral,
  output: z.object({ referrals: z.array(ReferralMade), ...CrisisOpened }),
  may: canRefer,
  async run(context, _, { people, ...told }) {
    const referrals: { id: string; reference: string }[] = []
    let crisis: { id: string } | undefined
    for (const person of people) {
      const { crisis: opened, ...made } = await referOne(
        context,
        { ...told, people: [person] },
        referrals[0]?.id,
      )
      referrals.push(made)
      crisis ??= opened
    }
    return { referrals, ...(crisis && { crisis }) }
  },
})

async function referOne(context: CommandContext, sent: ReferralSent, toldWith: string | undefined) {
  const { tx, actor, at, keys, nextReference, happened, run } = context
  const [person] = sent.people
  await noteUnsafe(
    context,
    placesTold(sent).map(({ typed }) => typed),
  )
  const { id: personId, openHub } = await run(hearOfPerson, {}, person)
  const key = await keys.of(tx, 'person', personId)
  const id = newId()
  const reference = await nextReference()
  await tx.run(
    build.insertInto('referrals.referral').values({
      id,
      reference,
      person_id: personId,
      open_hub: openHub,
      from_team: actor.homeTeam,
      sent_by: actor.id,
      sent_at: at,
      door: sent.source.door,
      agreed: sent.agreedToReferral,
      told_with: toldWith ?? id,
      sealed: key.seal('referrals.referral.sealed', id, sent),
    }),
  )
  const { level, reasons } = assess(
    { immediate: sent.immediate, children: sent.children, ageStatus: person.ageStatus },
    at,
  )
  await tx.run(
    build.insertInto('referrals.triage').values({
      referral_id: id,
      person_id: personId,
      open_hub: openHub,
      urgency: urgencyOf[level],
      reasons,
      waiting_since: at,
      language: spokenFirst(person.languages),
      door: sent.source.door,
    }),
  )
  await happened({
    subject: ['referrals.referral', id],
    person: { id: personId, openHub },
    detail: { door: sent.source.door ?? null, urgency: urgencyOf[level] },
  })
  const of = { personId, openHub, reference, cameBy: 'referral', cameById: id } as const
  const written = [sent.account, sent.foundAt?.description]
  return {
    id,
    reference,
    ...(await heedCrisis(context, of, 'account', written, sent.immediate?.wantsToDie)),
  }
}

export const findReferral = ({ tx }: CommandContext, { id }: Params): Promise<ReferralRow | undefined> =>
  tx.first(
    build
      .selectFrom('referrals.referral')
      .select(['id', 'reference', 'person_id', 'open_hub', 'from_team', 'state'])
      // Triage is shown to the hub alone, and of a restricted person to who is named: not to a colleague who sent it.
      .select((row) =>
        row
          .exists(
            row
              .selectFrom('referrals.triage')
              .select('referral_id')
              .whereRef('referral_id', '=', 'referrals.referral.id'),
          )
          .as('for_hub'),
      )
      .where('id', '=', id as string)
      .forUpdate(),
  )

/** Something the team that sent it should hear, until one of them has opened it. */
export const tellSender = (referral: ReferralRow, kind: 'accepted' | 'refused' | 'moreAsked') =>
  build.insertInto('referrals.news').values({
    id: newId(),
    referral_id: referral.id,
    person_id: referral.person_id,
    open_hub: referral.open_hub,
    from_team: referral.from_team,
    kind,
  })

const noLongerWaiting = (referral: ReferralRow) =>
  build.updateTable('referrals.triage').set({ waiting: false }).where('referral_id', '=', referral.id)

export const refuseReferral = command({
  name: 'referral.refused',
  path: '/referrals/:id/refusal',
  summary: 'Say no to a referral, with a reason and a sentence the referrer reads',
  input: Refusal,
  output: z.object({ referral: ReferralMade }),
  load: findReferral,
  may: canDecide,
  when: isUndecided,
  breaks: { referral_refusal_reason_fkey: { field: 'reason', message: 'Choose why the hub says no' } },
  async run({ tx, actor, at, keys, happened }, referral, { reason, explanation }) {
    const key = await keys.of(tx, 'person', referral.person_id)
    await tx.run(
      build
        .updateTable('referrals.referral')
        .set({
          state: 'refused',
          decided_at: at,
          decided_by: actor.id,
          refusal_reason: reason,
          sealed_explanation: key.seal('referrals.referral.sealed_explanation', referral.id, explanation),
        })
        .where('id', '=', referral.id),
    )
    await tx.run(noLongerWaiting(referral))
    await tx.run(tellSender(referral, 'refused'))
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: referral.person_id, openHub: referral.open_hub },
      detail: { reason },
    })
    return { referral: { id: referral.id, reference: referral.reference } }
  },
})

/** The referral's half of an acceptance: run by the command that opens the case, inside it. */
export const markAccepted = command({
  name: 'referral.accepted',
  path: '/referrals/:id/acceptance',
  summary: 'The referral became a case',
  input: z.object({}),
  output: z.object({ referral: ReferralMade, personId: z.uuid(), openHub: z.number() }),
  load: findReferral,
  may: canDecide,
  when: isUndecided,
  async run({ tx, actor, at, happened }, referral) {
    await tx.run(
      build
        .updateTable('referrals.referral')
        .set({ state: 'accepted', decided_at: at, decided_by: actor.id })
        .where('id', '=', referral.id),
    )
    await tx.run(noLongerWaiting(referral))
    await tx.run(tellSender(referral, 'accepted'))
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: referral.person_id, openHub: referral.open_hub },
    })
    return {
      referral: { id: referral.id, reference: referral.reference },
      personId: referral.person_id,
      openHub: referral.open_hub,
    }
  },
})
