import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { findPerson } from '../person-row.ts'
import { canKeepContact, type PersonRow } from '../policy.ts'
import { markWarningEnded } from './commands.ts'
import { WarningEnding } from './forms.ts'

/** Ends a warning where there is no case: of a referral that still waits, or was refused. */
export const endWarningOfPerson = command({
  name: 'person.warningEnded',
  path: '/people/:id/warnings/endings',
  summary: 'End a warning raised for a person, with or without a case',
  input: WarningEnding,
  output: z.object({ warning: z.object({ id: z.uuid() }) }),
  load: findPerson,
  may: canKeepContact,
  async run(context, person: PersonRow, { warning }) {
    await markWarningEnded(context, person.id, warning)
    await context.happened({
      subject: ['people.warning', warning],
      person: { id: person.id, openHub: person.open_hub },
    })
    return { warning: { id: warning } }
  },
})
