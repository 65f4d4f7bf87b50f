import { z } from 'zod'
import { chosenId, code, text } from '../../../kernel/fields.ts'
import { unsafeKeys } from './unsafe.ts'

export const warningKinds = ['doNotRing', 'doNotPlace', 'doNotVisitAlone', 'exploiterKnowsAddress'] as const
export type WarningKind = (typeof warningKinds)[number]

export const warningNames = {
  doNotRing: 'Do not ring this number',
  doNotPlace: 'Do not place anyone here',
  doNotVisitAlone: 'Do not visit alone',
  exploiterKnowsAddress: 'A person named as exploiter knows this address',
} as const satisfies Record<WarningKind, string>

/** Only what can be recognised again is taken: otherwise it would look as if others were warned. */
const recognisable = (called: string) =>
  text(called, 500).refine(
    (typed) => unsafeKeys(typed).length > 0,
    'Enter a number, a reference, or an address with a postcode, or with number, street and town',
  )

export const Warning = z.object({
  kind: code(warningKinds, 'Choose what others must not do'),
  unsafe: recognisable('The number, address or reference'),
})
export type Warning = z.infer<typeof Warning>

export const WarningEnding = z.object({ warning: chosenId('Choose the warning to end') })

export const SafetyCheck = z.object({ typed: recognisable('The number, address or reference') })
