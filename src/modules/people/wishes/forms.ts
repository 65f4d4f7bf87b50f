import { z } from 'zod'
import { chosenId, code, text } from '../../../kernel/fields.ts'

/** A country (nationality) or a language, as what people of one community share. */
export const community = z
  .string({ error: 'Choose a community' })
  .regex(/^([A-Z]{2}|[a-z]{3})$/, 'Choose a country or a language from the list')

export const askedThrough = ['me', 'colleague', 'referrer', 'interpreter'] as const
const wishedGenders = ['woman', 'man', 'noWish'] as const

/** Whom the person does not want involved, and of which gender the worker should be. An empty list is an answer. */
export const Wishes = z.object({
  through: code(askedThrough, 'Choose who asked them'),
  workers: z
    .array(chosenId('Choose the workers from the list'))
    .max(20, 'Choose 20 workers or fewer')
    .optional(),
  communities: z
    .array(
      z
        .object({ code: community.optional(), words: text('The community', 500).optional() })
        .refine(
          ({ code: chosen, words }) => chosen !== undefined || !!words?.trim(),
          'Choose a community or write which',
        ),
    )
    .max(10, 'Give 10 communities or fewer')
    .optional(),
  workerGender: code(wishedGenders, 'Choose a woman, a man or no wish').optional(),
  interpreterGender: code(wishedGenders, 'Choose a woman, a man or no wish').optional(),
})
export type Wishes = z.infer<typeof Wishes>
