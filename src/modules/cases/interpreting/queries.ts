import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { languagesOf, personAsKnown } from '../../people/index.ts'
import { byInterpreter } from '../posts/offering.ts'

/** What to say to the interpreting service, and what not: nothing of the person but their language and their wish. */
export const callCard = query({
  name: 'callCard',
  path: '/cases/:id/interpreter-calls',
  summary: 'The call card of a case, and how earlier calls went',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    line: z
      .object({ agency: z.string(), number: z.string(), confirmed: z.boolean(), from: z.string() })
      .optional(),
    language: z.string().optional(),
    languages: z.array(z.object({ code: z.string(), dialect: z.string().optional() })),
    interpreterGender: z.string().optional(),
    calls: z.array(
      z.object({
        id: z.uuid(),
        at: z.string(),
        language: z.string(),
        came: z.boolean(),
        understood: z.boolean().optional(),
        useAgain: z.boolean().optional(),
        interpreter: z.string().optional(),
      }),
    ),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run(context, { id }) {
    const { tx, at, actor, keyOf } = context
    const of = await tx.first(
      build
        .selectFrom('cases.case')
        .select('person_id')
        .where('id', '=', id as string),
    )
    if (!of) return undefined
    const line = await tx.first(
      build
        .selectFrom('cases.interpreter_line')
        .select(['agency', 'number', 'confirmed', 'from_on as from'])
        .where('hub', '=', actor.hub)
        .where('from_on', '<=', londonDay(at))
        .orderBy('from_on', 'desc')
        .orderBy('id')
        .limit(1),
    )
    const person = await personAsKnown(context, of.person_id)
    if (!person) return undefined
    const key = await keyOf(of.person_id)
    const calls = await tx.all(
      build
        .selectFrom('cases.interpreter_call')
        .select(['id', 'at', 'language', 'came', 'understood', 'use_again', 'sealed'])
        .where('case_id', '=', id as string)
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(20),
    )
    return {
      id: id as string,
      line,
      language: byInterpreter(await languagesOf(context, of.person_id)).language,
      languages: person.languages
        .filter(({ refused }) => !refused)
        .map(({ code, dialect }) => ({ code, dialect })),
      interpreterGender: person.interpreterGender,
      calls: calls.map(({ sealed, use_again, understood, at: when, ...call }) => ({
        ...call,
        at: when.toISOString(),
        understood: understood ?? undefined,
        useAgain: use_again ?? undefined,
        ...(sealed && key.open<{ interpreter: string }>('cases.interpreter_call.sealed', call.id, sealed)),
      })),
    }
  },
})
