import { z } from 'zod'
import { Invalid, type Problem } from './errors.ts'

/** The first problem of each field, its path joined by dots as forms name their fields. */
export function problemsOf(error: z.ZodError): Problem[] {
  const problems = new Map<string, string>()
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    if (!problems.has(field)) problems.set(field, issue.message)
  }
  return [...problems].map(([field, message]) => ({ field, message }))
}

// PostgreSQL text cannot hold NUL, and half a surrogate pair is not a character.
export const storable = (value: string) => !value.includes('\0') && value.isWellFormed()

/** What was sent, as its schema knows it. Errors: Invalid, every problem in words for people. */
export function judge<Input>(schema: z.ZodType<Input>, sent: unknown): Input {
  const parsed = schema.safeParse(sent, { error: shapeInWords })
  if (!parsed.success) throw new Invalid(problemsOf(parsed.error))
  return parsed.data
}

/** For what no form of ours can send and a program can: a thing of the wrong shape where no field says it better. */
function shapeInWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== 'invalid_type') return 'This cannot be taken as it is'
  return (
    { object: 'This must have fields of its own', array: 'This must be a list' }[issue.expected as string] ??
    'This cannot be taken as it is'
  )
}

/** Free text, kept exactly as typed. In: what it is called in a message ("The account"), and its longest length. */
export function text(called: string, max = 15_000) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `Enter ${called[0]?.toLowerCase()}${called.slice(1)}`
          : `${called} must be text`,
    })
    .max(max, `${called} must be ${max.toLocaleString('en-GB')} characters or fewer`)
    .refine(storable, `${called} has a character that cannot be kept. Type it again`)
}

/** One of a list of codes. In: the codes, and the message when it is none of them. */
export function code<const Codes extends readonly [string, ...string[]]>(codes: Codes, message: string) {
  return z.enum(codes, { error: message })
}

/** A code that a dated table in the database knows. */
export const kind = (message: string) => z.string({ error: message }).regex(/^[a-z][A-Za-z]{0,40}$/, message)

export const language = z
  .string({ error: 'Choose a language' })
  .regex(/^[a-z]{3}$/, 'Choose a language from the list')
export const country = z
  .string({ error: 'Choose a country' })
  .regex(/^[A-Z]{2}$/, 'Choose a country from the list')

// A year outside these is a slip of the finger, and PostgreSQL has no year 0.
const isOurTime = (iso: string) => iso >= '1900' && iso < '2201'

/** A day as YYYY-MM-DD that is in the calendar. */
export const day = (called: string) =>
  z.iso
    .date({ error: `${called} must be a real date, like 27 3 2026` })
    .refine(isOurTime, `${called} must be in a year from 1900 to 2200`)

/** A moment, with its offset or by the clock on the wall in London, or a day. `londonMoment` reads it. */
export const moment = (called: string) =>
  z
    .union(
      [
        z.iso.datetime({ offset: true, local: true }),
        z.iso.datetime({ offset: true, precision: -1 }),
        z.iso.date(),
      ],
      {
        error: `${called} must be a real date or date and time`,
      },
    )
    .refine(isOurTime, `${called} must be in a year from 1900 to 2200`)

export const yesNo = (called: string) => z.boolean({ error: `${called} must be yes or no` })

/** An id of something chosen from a list. */
export const chosenId = (message: string) => z.uuid({ error: message })

/** Lists: 25 rows, up to 100, after a cursor. */
export const listInput = {
  after: z
    .string({ error: 'Start again from the first page' })
    .max(400, 'Start again from the first page')
    .optional(),
  limit: z.coerce
    .number({ error: 'Ask for 1 to 100 rows' })
    .int('Ask for 1 to 100 rows')
    .min(1, 'Ask for 1 to 100 rows')
    .max(100, 'Ask for 1 to 100 rows')
    .optional(),
}

/** What one sort key of a cursor is: a cursor comes back from outside, and a key of the wrong kind would reach SQL. */
export const sortKey = {
  number: z.number().int().min(-1_000_000).max(1_000_000),
  moment: z.iso.datetime().refine(isOurTime),
  day: z.iso.date().refine(isOurTime),
  id: z.uuid(),
}

/** A cursor is the sort keys and the id of the last row, and says nothing else. */
export function cursorOf(keys: (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** In: the cursor as it came back, if one did, and what its keys are. Out: the keys, or undefined for the first page.
 *  Errors: Invalid, when it is not a cursor of ours. */
export function readCursor(cursor: string | undefined, keys: z.ZodType[]): (string | number)[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return z.tuple(keys as [z.ZodType]).parse(read) as (string | number)[]
  } catch {
    throw new Invalid([{ field: 'after', message: 'Start again from the first page' }])
  }
}

/** How many rows are read for a page of so many: one more than is shown, which says that there is a next page. Of two
 *  lengths only: each length is a statement of its own, prepared and kept on every connection. */
export const rowsFor = (limit: number): number => (limit <= 25 ? 26 : 101)

/** The page of rows asked for out of those that were read, and the cursor of the next. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  keysOf: (row: Row) => (string | number)[],
): { shown: Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: rows.length > limit && last !== undefined ? cursorOf(keysOf(last)) : null }
}
