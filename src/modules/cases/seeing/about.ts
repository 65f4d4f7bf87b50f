import type { Params } from '../../../kernel/command.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { whoSees, type WhoSees } from '../../people/index.ts'
import { referralOfPerson } from '../../referrals/index.ts'
import { caseWithPlan, type CaseWithPlan } from '../case-query.ts'
import { caseOfPerson } from '../contacts/queries.ts'
import { known } from '../form-view.ts'

/** What a page about a person stands under: their case, or the referral by which the hub heard of them. */
export interface Under {
  of?: CaseWithPlan
  reference: string
  back: { href: string; text: string }
}

/** In: the person, visible or not. Errors: NotFound. */
export async function under(context: QueryContext, id: string): Promise<Under> {
  const found = await caseOfPerson(context, id)
  if (found) {
    const of = await context.ask(caseWithPlan, { id: found.id }, {})
    return { of, reference: of.reference, back: { href: `/cases/${of.id}`, text: `Case ${of.reference}` } }
  }
  const referral = await referralOfPerson(context, id)
  if (!referral) throw new NotFound()
  const { reference } = referral
  return { reference, back: { href: `/referrals/${referral.id}`, text: `Referral ${reference}` } }
}

export interface Seen extends Under {
  who: WhoSees
}

export async function seen(context: QueryContext, { id }: Params): Promise<Seen> {
  const who = await context.ask(whoSees, { id: known(id) }, {})
  return { who, ...(await under(context, who.id)) }
}

/** Colleagues to choose from, with who holds the post of this case. */
export interface Choosing extends Seen {
  workers: { id: string; name: string; holds: boolean }[]
}
