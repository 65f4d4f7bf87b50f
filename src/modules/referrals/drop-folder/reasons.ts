import type { z } from 'zod'
import { columnAt } from './columns.ts'

/** Why a row was set aside: what is stored, and what a manager reads. */
export const reasonWords = {
  badQuoting: 'A quotation mark is opened and not closed, or stands in the wrong place',
  columnCount: 'It has more or fewer columns than the first line',
  badHeader: 'The first line does not name the columns as docs/drop-folder.md does',
  badJson: 'The file is not a list in JSON',
  notUtf8: 'It is not written in UTF-8',
  duplicateLine: 'The same line stands further up in the file',
  tooMany: 'The file has more than 5,000 rows',
  unknownCode: 'A code is not one of the list',
  badDate: 'A date or an age is not a real one',
  missingAccount: 'The account of what happened is missing',
  badLanguage: 'The language is not a code of three letters, like lit',
  badCountry: 'The country is not a code of two capital letters, like LT',
  tooLong: 'Something is longer than can be kept',
  saidNo: 'The person said no to being referred, and nothing says that a life or a child is at stake',
  cannotBeTaken: 'It cannot be taken as it is',
} as const
export type Reason = keyof typeof reasonWords

/** The reason and the column of the first thing that is wrong with a row. In: what the schema of a referral says of it. */
export function reasonOf(issues: z.core.$ZodIssue[]): { reason: Reason; field?: string } {
  const [issue] = issues
  const path = issue?.path.map(String) ?? []
  return {
    reason: issue ? reasonAt(issue, path.join('.')) : 'cannotBeTaken',
    field: columnAt(path.join('.')),
  }
}

function reasonAt(issue: z.core.$ZodIssue, path: string): Reason {
  if (issue.code === 'too_big' && issue.origin === 'string') return 'tooLong'
  if (path === 'account' && issue.code === 'invalid_type') return 'missingAccount'
  if (path === 'agreedToReferral' && issue.code === 'custom') return 'saidNo'
  if (/birth|wageAtRiskBy/.test(path)) return 'badDate'
  if (/languages\.\d+\.code$/.test(path)) return 'badLanguage'
  if (path.includes('nationalities')) return 'badCountry'
  if (issue.code === 'invalid_value' || /^immediate|seenAlone$|^indicators/.test(path)) return 'unknownCode'
  return 'cannotBeTaken'
}
