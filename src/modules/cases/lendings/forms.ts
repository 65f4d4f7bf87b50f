import { z } from 'zod'
import { code, language } from '../../../kernel/fields.ts'

export const lendingKinds = ['languageHelp', 'advice'] as const
export const minutesBands = ['under15', 'under60', 'over60'] as const

/** A language lent to a colleague, or advice to an officer. Never for whom: nobody's name belongs here. */
export const Lending = z
  .object({
    kind: code(lendingKinds, 'Choose language help or advice'),
    language: language.optional(),
    agency: z
      .number({ error: 'Choose an organisation from the list' })
      .int('Choose an organisation from the list')
      .min(1, 'Choose an organisation from the list')
      .max(2_000_000_000, 'Choose an organisation from the list')
      .optional(),
    minutes: code(minutesBands, 'Choose how long it took').optional(),
  })
  .refine(({ kind, language: lent }) => kind !== 'languageHelp' || lent !== undefined, {
    path: ['language'],
    message: 'Choose the language you lent',
  })
  .refine(({ kind, language: lent }) => kind !== 'advice' || lent === undefined, {
    path: ['language'],
    message: 'Advice has no language. Record the language help by itself',
  })
