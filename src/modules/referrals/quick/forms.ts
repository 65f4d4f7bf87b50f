import { z } from 'zod'
import { code, language, text } from '../../../kernel/fields.ts'

const needed = (called: string, max: number, missing: string) =>
  text(called, max).refine((typed) => typed.trim() !== '', missing)

/** Five answers, all of them required and nothing else: the hub completes the rest (practice, section 4). */
export const QuickReferral = z.object({
  danger: code(['yes', 'no', 'notKnown'], 'Choose whether they are in danger now'),
  whereNow: needed('Where they are now', 2000, 'Enter where they are now'),
  language: z.union([z.literal('notKnown'), language], { error: 'Choose a language, or “Not known”' }),
  reach: needed('How to reach them safely', 2000, 'Enter how to reach them safely, or “not known”'),
  name: needed('Your name', 200, 'Enter your name'),
  contact: needed('A number somebody answers', 500, 'Enter a number somebody answers'),
})
export type QuickReferral = z.infer<typeof QuickReferral>
