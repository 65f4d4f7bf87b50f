import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import {
  canActOnEncounter,
  findEncounter,
  linkEncounter,
  mayBeReferred,
  placeOfVisit,
  sealedMet,
  type EncounterRow,
  type Met,
} from '../operations/index.ts'
import { CrisisOpened } from '../people/index.ts'
import { personOfReferral, referPeople } from '../referrals/index.ts'

const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' })

/** Somebody met at a visit said yes: one click, nothing typed again. */
export const referEncounter = command({
  name: 'encounter.referred',
  path: '/encounters/:id/referral',
  summary: 'Refer somebody who said yes at a visit, from what the sheet says',
  input: z.object({}),
  output: z.object({ referral: z.object({ id: z.uuid(), reference: z.string() }), ...CrisisOpened }),
  load: findEncounter,
  may: canActOnEncounter,
  when: mayBeReferred,
  async run(context, encounter) {
    const { tx, actor, keys, run, happened } = context
    const key = await keys.of(tx, 'other', encounter.id)
    const { called, offered } = key.open<Met>(sealedMet, encounter.id, encounter.sealed)
    const visit = await placeOfVisit(context, encounter.visit_id)
    const { referrals, crisis } = await run(
      referPeople,
      {},
      {
        source: { door: 'visit', name: actor.name },
        people: [
          {
            calledName: called,
            languages: encounter.language ? [{ code: encounter.language, level: 'first' }] : undefined,
            seenAlone: encounter.seen_alone ?? undefined,
          },
        ],
        account: accountOf(encounter, visit, offered),
        foundAt: { town: visit.place.town, postcode: visit.place.postcode, description: visit.place.address },
        agreedToReferral: 'yes',
      },
    )
    const referral = referrals[0] as (typeof referrals)[number]
    const person = (await personOfReferral(context, referral.id)) as string
    const openHub = encounter.hub
    await run(linkEncounter, { id: encounter.id }, { referral: referral.id, person, openHub })
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: person, openHub },
      detail: { encounter: encounter.id, visit: encounter.visit_id },
    })
    return { referral, ...(crisis && { crisis }) }
  },
})

const said = (flag: boolean | null) => (flag === null ? 'not written down' : flag ? 'yes' : 'no')

/** The sheet's line as the account of the referral: what was written there, and nothing that was not. */
function accountOf(
  encounter: EncounterRow,
  visit: { reference: string; plannedAt: Date },
  offered: string | undefined,
): string {
  return [
    `Met at visit ${visit.reference} on ${longDay.format(visit.plannedAt)}, line ${encounter.line} of its sheet, and said yes to the hub.`,
    `Seen alone: ${said(encounter.seen_alone)}. Told their rights before other questions: ${said(encounter.rights_told)}. Card taken: ${said(encounter.card_taken)}.`,
    offered && `Offered: ${offered}`,
  ]
    .filter(Boolean)
    .join('\n')
}
