import { z } from 'zod'
import { code, day, kind, text } from '../../../kernel/fields.ts'

export const documentPlaces = [
  'person',
  'hub',
  'police',
  'otherAgency',
  'takenAway',
  'lost',
  'notKnown',
] as const

export const Document = z.object({
  kind: kind('Choose what it is'),
  place: code(documentPlaces, 'Choose where it is now'),
  where: text('Where exactly', 500).optional(),
  number: text('The number on it', 200).optional(),
  recoveredOn: day('The day it was recovered').optional(),
  recoveredBy: text('Who recovered it', 300).optional(),
})

export const DocumentPlace = z.object({
  place: code(documentPlaces, 'Choose where it is now'),
  where: text('Where exactly', 500).optional(),
  recoveredOn: day('The day it was recovered').optional(),
  recoveredBy: text('Who recovered it', 300).optional(),
  version: z.coerce
    .number({ error: 'Open the page again' })
    .int('Open the page again')
    .min(1, 'Open the page again')
    .max(1_000_000, 'Open the page again'),
})
