import { z } from 'zod'
import { code } from '../../../kernel/fields.ts'

const askers = ['person', 'worker', 'manager'] as const

export const Exclusion = z.object({
  member: z.uuid({ error: 'Choose the worker who must not be involved' }),
  askedBy: code(askers, 'Choose who asked: the person, the worker or a manager'),
})

export const ExclusionEnd = z.object({
  askedBy: code(askers, 'Choose who asked for this: the person, the worker or a manager'),
})
