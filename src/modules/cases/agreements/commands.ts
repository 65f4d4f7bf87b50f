import { z } from 'zod'
import { addDays, londonDay } from '../../../kernel/clock.ts'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { CrisisOpened, heedCrisis } from '../../people/index.ts'
import { aboutCase, findCase, made, rowOf, saidOf } from '../case-row.ts'
import { canActOnCase, canBeWithdrawn, isOpenCase, type AgreementRow, type CaseRow } from '../policy.ts'
import { Agreement, Capacity, Withdrawal } from './forms.ts'
import { wordingOn } from './queries.ts'

type Asked = z.infer<typeof Agreement>

/** Asked at a visit, in custody, before others, tired or hungry: asked again within 72 hours, after sleep. */
const askAgain = ({ place, alone, rested, fed }: Asked) =>
  place === 'visit' || place === 'custody' || alone === false || rested === false || fed === false

export const recordAgreement = command({
  name: 'agreement.recorded',
  path: '/cases/:id/agreements',
  summary: 'Record what the person agreed to, for one purpose and one recipient',
  input: Agreement,
  output: made('agreement').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    agreement_list_purpose_fkey: { field: 'purpose', message: 'Choose what was asked from the list' },
  },
  async run(context, of, asked) {
    const { tx, actor, at, keys, happened } = context
    const { purpose, given, explainedIn, recipient, how, othersPresent, words, place, alone, rested, fed } =
      asked
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const today = londonDay(at)
    const askAgainOn = asked.askAgainOn ?? (askAgain(asked) ? addDays(today, 3) : null)
    await tx.run(
      build.insertInto('cases.agreement').values({
        ...row,
        purpose,
        given,
        explained_in: explainedIn,
        wording: (await wordingOn({ tx }, today))?.version,
        place,
        alone,
        rested,
        fed,
        ask_again_on: askAgainOn,
        lawful_basis: asked.lawfulBasis,
        signed: asked.signed ?? false,
        expires_on: asked.expiresOn,
        at,
        made_by: actor.id,
        sealed: key.seal('cases.agreement.sealed', row.id, { recipient, how, othersPresent, words }),
      }),
    )
    await happened({
      subject: ['cases.agreement', row.id],
      ...aboutCase(of, of.id),
      detail: { purpose, given },
    })
    return {
      agreement: { id: row.id },
      ...(await heedCrisis(context, saidOf(of), 'agreement', [words, how])),
    }
  },
})

const findAgreement = ({ tx }: CommandContext, { id }: Params): Promise<AgreementRow | undefined> =>
  tx.first(
    build
      .selectFrom('cases.agreement')
      .select(['id', 'case_id', 'person_id', 'open_hub', 'purpose', 'given', 'withdrawn_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

/** From now: what was sent stays where it is. A closed case can still be withdrawn from. */
export const withdrawAgreement = command({
  name: 'agreement.withdrawn',
  path: '/agreements/:id/withdrawal',
  summary: 'The person no longer agrees: sharing for this reason stops now',
  input: Withdrawal,
  output: z.object({
    agreement: z.object({ id: z.uuid() }),
    case: z.object({ id: z.uuid() }),
    ...CrisisOpened,
  }),
  load: findAgreement,
  may: canActOnCase,
  when: canBeWithdrawn,
  async run(context, agreement, { words }) {
    const { tx, actor, at, keys, happened } = context
    const key = await keys.of(tx, 'person', agreement.person_id)
    const sealed =
      words === undefined ? null : key.seal('cases.agreement.sealed_withdrawal', agreement.id, words)
    await tx.run(
      build
        .updateTable('cases.agreement')
        .set({ withdrawn_at: at, withdrawn_by: actor.id, sealed_withdrawal: sealed })
        .where('id', '=', agreement.id),
    )
    await happened({
      subject: ['cases.agreement', agreement.id],
      ...aboutCase(agreement, agreement.case_id),
      detail: { purpose: agreement.purpose },
    })
    const of = (await findCase(context, { id: agreement.case_id })) as CaseRow
    const crisis = await heedCrisis(context, saidOf(of), 'agreement', [words])
    return { agreement: { id: agreement.id }, case: { id: of.id }, ...crisis }
  },
})

/** Decision by decision: never a verdict on the person. */
export const recordCapacity = command({
  name: 'capacity.recorded',
  path: '/cases/:id/capacity',
  summary: 'Record whether the person can decide one thing, now, with help',
  input: Capacity,
  output: made('capacity').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(context, of, { finding, assessedBy, advocate, ...said }) {
    const { tx, actor, at, keys, happened } = context
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const sealed = key.seal('cases.capacity_decision.sealed', row.id, said)
    await tx.run(
      build
        .insertInto('cases.capacity_decision')
        .values({ ...row, finding, assessed_by: assessedBy, advocate, at, made_by: actor.id, sealed }),
    )
    await happened({
      subject: ['cases.capacity_decision', row.id],
      ...aboutCase(of, of.id),
      detail: { finding },
    })
    const { decision, help, bestInterests } = said
    const crisis = await heedCrisis(context, saidOf(of), 'decision', [decision, help, bestInterests])
    return { capacity: { id: row.id }, ...crisis }
  },
})
