import { z } from 'zod'
import { code, day, language, text, yesNo } from '../../../kernel/fields.ts'

export const callResults = ['understood', 'notUnderstood', 'didNotCome'] as const

export const InterpreterCall = z
  .object({
    language,
    result: code(callResults, 'Say how the call went'),
    useAgain: yesNo('Whether to use the same interpreter again').optional(),
    interpreter: text('The interpreter’s number', 100).optional(),
  })
  .refine(({ result, useAgain }) => !(result === 'didNotCome' && useAgain), {
    path: ['useAgain'],
    message: 'Nobody came whom one could use again',
  })

export const InterpreterLine = z.object({
  agency: text('The name of the interpreting service', 200).refine(
    (name) => name.trim() !== '',
    'Enter the name of the interpreting service',
  ),
  number: z
    .string({ error: 'Enter the number to ring' })
    .regex(/^[0-9+ ]{5,20}$/, 'Enter the number to ring, like 01632 960 001'),
  confirmed: yesNo('Whether the number was rung and answered').optional(),
  from: day('The day it begins').optional(),
})
