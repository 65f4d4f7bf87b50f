import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { markWarningEnded, Warning, WarningEnding, writeTypedWarning } from '../../people/index.ts'
import { aboutCase, findCase, made } from '../case-row.ts'
import { canActOnCase } from '../policy.ts'

/** Tells the whole hub what must not be used, and never for whom. A closed case as well: what is unsafe stays so. */
export const raiseWarning = command({
  name: 'warning.raised',
  path: '/cases/:id/warnings',
  summary: 'Warn the hub of an unsafe number, address or reference',
  input: Warning,
  output: made('warning'),
  load: findCase,
  may: canActOnCase,
  async run(context, of, warning) {
    const person = { id: of.person_id, openHub: of.open_hub, hub: of.open_hub || context.actor.hub }
    const id = await writeTypedWarning(context, person, warning)
    await context.happened({
      subject: ['people.warning', id],
      ...aboutCase(of, of.id),
      detail: { kind: warning.kind },
    })
    return { warning: { id } }
  },
})

export const endWarning = command({
  name: 'warning.ended',
  path: '/cases/:id/warnings/endings',
  summary: 'End a warning: nobody is stopped by it any more',
  input: WarningEnding,
  output: z.object({ warning: z.object({ id: z.uuid() }) }),
  load: findCase,
  may: canActOnCase,
  async run(context, of, { warning }) {
    await markWarningEnded(context, of.person_id, warning)
    await context.happened({ subject: ['people.warning', warning], ...aboutCase(of, of.id) })
    return { warning: { id: warning } }
  },
})
