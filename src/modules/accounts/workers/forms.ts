import { z } from 'zod'
import { code, language } from '../../../kernel/fields.ts'

const levels = ['first', 'fluent', 'some'] as const

/** What a worker speaks, the whole list: what is left out counts no more. */
export const Languages = z.object({
  languages: z
    .array(z.object({ code: language, level: code(levels, 'Choose first language, fluent or some') }))
    .max(20, 'Give 20 languages or fewer')
    .refine(
      (spoken) => new Set(spoken.map(({ code: one }) => one)).size === spoken.length,
      'Give each language once',
    ),
})

/** What a worker says of themselves, and nobody else may say for them. Nothing is required. */
export const About = z.object({
  gender: code(['woman', 'man', 'notSaid'], 'Choose a woman, a man or rather not say').optional(),
  communities: z
    .array(
      z
        .string({ error: 'Choose a country or a language from the list' })
        .regex(/^([A-Z]{2}|[a-z]{3})$/, 'Choose a country or a language from the list'),
    )
    .max(10, 'Choose 10 communities or fewer')
    .optional(),
})
