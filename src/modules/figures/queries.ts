import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../kernel/clock.ts'
import { build } from '../../kernel/database/build.ts'
import { Invalid } from '../../kernel/errors.ts'
import { day } from '../../kernel/fields.ts'
import { query } from '../../kernel/query.ts'
import { canSeeFigures } from './policy.ts'
import { isFullYear, periodInWords } from './period.ts'

/** How many people were supported in a period, by the definition in force; the number is the same whoever asks. */
export const peopleSupported = query({
  name: 'peopleSupported',
  path: '/figures/people-supported',
  summary: 'Distinct people supported in a period, first and last day included',
  input: z.object({ from: day('The first day'), to: day('The last day') }),
  output: z.object({
    measure: z.string(),
    version: z.number(),
    label: z.string(),
    definition: z.string(),
    from: z.string(),
    to: z.string(),
    period: z.string(),
    fullYear: z.boolean(),
    people: z.number(),
  }),
  may: canSeeFigures,
  async run({ tx, at }, _, { from, to }) {
    if (from > to)
      throw new Invalid([{ field: 'to', message: 'The last day must be the same as or after the first day' }])
    const measure = await tx.first(
      build
        .selectFrom('figures.measure')
        .select(['code', 'version', 'label', 'definition'])
        .where('code', '=', 'people-supported')
        .where('from_on', '<=', londonDay(at))
        .orderBy('version', 'desc')
        .limit(1),
    )
    if (!measure) return undefined
    const counted = await tx.first(
      sql<{
        people: number
      }>`select sec.people_supported(${londonMidnight(from)}, ${londonMidnight(addDays(to, 1))}) as people`.compile(
        build,
      ),
    )
    return {
      measure: measure.code,
      version: measure.version,
      label: measure.label,
      definition: measure.definition,
      from,
      to,
      period: periodInWords(from, to),
      fullYear: isFullYear(from, to),
      people: counted?.people ?? 0,
    }
  },
})
