import { z } from 'zod'
import { chosenId, code, day, kind, text } from '../../../kernel/fields.ts'

const post = z
  .number({ error: 'Choose a post' })
  .int('Choose a post')
  .min(1, 'Choose a post')
  .max(2_000_000_000, 'Choose a post')

const fromTheList = 'Choose the days from the list'
const weekday = z.number({ error: fromTheList }).int(fromTheList).min(1, fromTheList).max(7, fromTheList)

const weekdays = z
  .array(weekday, {
    error: 'Choose at least one day',
  })
  .min(1, 'Choose at least one day')
  .max(7, 'Choose each day once')
  .refine((days) => new Set(days).size === days.length, 'Choose each day once')

const capacity = z
  .number({ error: 'Enter how many cases there is room for, as a number' })
  .int('The room must be a whole number')
  .min(0, 'The room must be 0 or more')
  .max(1000, 'The room must be 1,000 or less')

export const overReasons = ['lifeAtRisk', 'child', 'onlyTheyCan'] as const

const choice = {
  post,
  because: text('Why this post', 2000).optional(),
  reason: kind('Choose why another post than the first suggested').optional(),
  suggested: post.optional(),
}
const whyAnother = {
  path: ['reason'],
  message: 'Choose why another post than the first suggested',
}
const saysWhy = ({
  post: chosen,
  suggested,
  reason,
}: {
  post: number
  suggested?: number
  reason?: string
}) => suggested === undefined || chosen === suggested || reason !== undefined

/** A referral accepted. A form says which post it suggested first; whoever chooses another there says why. */
export const Acceptance = z
  .object({
    ...choice,
    /** For somebody who cannot wait, when the post is full: why it takes one more than it has room for. */
    over: code(overReasons, 'Choose why a full post takes this case').optional(),
  })
  .refine(saysWhy, whyAnother)

/** Help that begins again. Nobody was triaged: a full post stays full. */
export const Reopening = z.object(choice).refine(saysWhy, whyAnother)

export const NewPost = z.object({
  name: text('The name of the post', 200).refine((name) => name.trim() !== '', 'Enter the name of the post'),
  capacity,
})

export const Capacity = z.object({ post, capacity })

const after = (what: string) => ({
  path: ['until'],
  message: `${what} must end on the day it begins or later`,
})

export const Holding = z
  .object({
    post,
    member: chosenId('Choose who holds the post'),
    weekdays,
    from: day('The first day'),
    until: day('The last day').optional(),
  })
  .refine(({ from, until }) => until === undefined || from <= until, after('The holding'))

export const Weekdays = z.object({ weekdays })

export const HoldingEnd = z.object({ until: day('The last day') })

export const Leave = z
  .object({
    member: chosenId('Choose who is away'),
    from: day('The first day away'),
    until: day('The last day away'),
  })
  .refine(({ from, until }) => from <= until, after('The leave'))
