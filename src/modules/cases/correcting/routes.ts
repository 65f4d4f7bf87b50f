import { londonDay } from '../../../kernel/clock.ts'
import type { Params } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { timeInWords } from '../../../web/dates.ts'
import { formPage } from '../../../web/page.ts'
import { personDetails, tellCouncil } from '../../people/index.ts'
import { helpNumbers } from '../../referrals/index.ts'
import { known } from '../form-view.ts'
import { under } from '../seeing/about.ts'
import type { Correcting, Telling } from './about.ts'
import { correctWho } from './commands.ts'
import { correctingView } from './views.ts'
import { councilView } from './council-view.ts'

async function correcting(context: QueryContext, { id }: Params): Promise<Correcting> {
  const details = await context.ask(personDetails, { id: known(id) }, {})
  return { details, ...(await under(context, details.id)) }
}

/** What is known, as the form has it. */
const asKnown = ({ details }: Correcting) => {
  const { birth, nationalities = [], ...rest } = details
  return {
    ...rest,
    // Each in a box of its own: as a list they would all be one field's.
    nationalities: { ...nationalities },
    ...(birth && ('date' in birth ? { bornOn: birth.date } : { about: birth })),
  }
}

export const correctingPages = [
  formPage({
    path: correctWho.path,
    command: correctWho,
    load: async (context, params, { saved }) => ({
      ...(await correcting(context, params)),
      saved: saved === 'yes',
    }),
    prefill: asKnown,
    // A name is taken off by emptying it, a language by choosing none: what else was chosen of it cannot always be unticked.
    complete: ({ names, languages, ...rest }) => ({
      ...rest,
      names: names?.filter(({ given, family }) => given ?? family),
      languages: languages?.filter(({ code }) => code),
    }),
    view: (shown, form, { at }) => correctingView(shown, form, at),
    then: ({ person, tellCouncil: tell }) =>
      tell ? `/people/${person.id}/council` : `/people/${person.id}/details?saved=yes`,
  }),
  formPage({
    path: tellCouncil.path,
    command: tellCouncil,
    load: async (context, params): Promise<Telling> => ({
      ...(await correcting(context, params)),
      numbers: await helpNumbers(context, londonDay(context.at)),
      now: context.at,
    }),
    prefill: ({ details: { council }, now }) => {
      const at = council?.at === undefined ? now : new Date(council.at)
      return {
        ...(council && { told: council.told ? 'yes' : 'notYet', whom: council.whom }),
        day: londonDay(at),
        time: timeInWords(at.toISOString()),
      }
    },
    view: (shown, form, { at }) => councilView(shown, form, at),
    then: ({ person }) => `/people/${person.id}/details?saved=yes`,
  }),
]
