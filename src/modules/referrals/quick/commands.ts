import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { CrisisOpened, languageName } from '../../people/index.ts'
import { referPeople } from '../commands.ts'
import { whoIsTelling } from '../drafts/commands.ts'
import { ReferralMade, type Referral } from '../forms.ts'
import { canRefer } from '../policy.ts'
import { QuickReferral } from './forms.ts'

export const dangerNames = { yes: 'Yes', no: 'No', notKnown: 'Not known' } as const

/** Five answers become the same referral as any other: same checks, same queue. */
export const referQuickly = command({
  name: 'quickReferral.received',
  path: '/quick-referrals',
  summary: 'Refer somebody by five answers',
  input: QuickReferral,
  output: z.object({ referrals: z.array(ReferralMade), ...CrisisOpened }),
  may: canRefer,
  async run({ tx, actor, happened, run }, _, answers) {
    const { door, organisation } = await whoIsTelling(tx, actor)
    const made = await run(referPeople, {}, composed(answers, { door, organisation }))
    const [referral] = made.referrals
    // Of no person: that one was heard of is the event of the referral itself, and who sent it may not see them.
    await happened({ subject: ['referrals.referral', referral?.id as string] })
    return made
  },
})

/** The five answers as a referral. Nobody typed the account, and it says so. How to reach them was told and not
 *  checked, so it is not known to be safe. */
export function composed(
  answers: QuickReferral,
  source: Pick<Referral['source'], 'door' | 'organisation'>,
): Referral {
  const { danger, whereNow, language, reach, name, contact } = answers
  const known = language !== 'notKnown'
  return {
    source: { ...source, name, contact },
    people: [
      {
        ...(known && { languages: [{ code: language }] }),
        safeContact: [
          {
            channel: 'other',
            value: reach,
            safe: 'unknown',
            rules: 'As told in a quick referral. Nobody has checked it yet.',
          },
        ],
      },
    ],
    account: [
      'A quick referral: five answers, and no account yet.',
      `In danger now: ${dangerNames[danger]}`,
      `Where they are now: ${whereNow}`,
      `Language: ${known ? languageName(language) : 'not known'}`,
      `How to reach them safely: ${reach}`,
      `Who told us: ${name}, ${contact}`,
    ].join('\n'),
    foundAt: { description: whereNow },
    ...(danger !== 'notKnown' && { immediate: { danger: danger === 'yes' } }),
  }
}
