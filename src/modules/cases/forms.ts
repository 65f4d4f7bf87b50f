import { z } from 'zod'
import { text } from '../../kernel/fields.ts'

export const Acceptance = z.object({
  post: z
    .number({ error: 'Choose a post' })
    .int('Choose a post')
    .min(1, 'Choose a post')
    .max(2_000_000_000, 'Choose a post'),
  because: text('Why this post', 2000).optional(),
})
