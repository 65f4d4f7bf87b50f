import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { NotFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { matterNow, matters, steps, tableOf } from './matters.ts'

/** Somebody was told, or nobody could be. No door leads here: the tasks do, after the message has gone. */
export const recordTold = command({
  name: 'watch.told',
  path: '/matters/:id/told',
  summary: 'A member was told that something waits',
  input: z.object({
    id: z.uuid(),
    event: z.uuid(),
    kind: z.enum(matters),
    step: z.enum(steps),
    member: z.uuid().nullable(),
  }),
  output: z.object({ told: z.object({ id: z.uuid() }) }),
  may: (actor) => actor.kind === 'task',
  async run(context, _, { id: matterId, event, kind, step, member }) {
    const { tx, actor, at, happened } = context
    const matter = await matterNow(context, kind, matterId)
    if (!matter) throw new NotFound()
    const { personId, openHub, caseId } = matter
    const id = newId()
    await tx.run(
      build.insertInto('watch.told').values({
        id,
        hub: actor.hub,
        matter: kind,
        matter_id: matterId,
        event_id: event,
        step,
        member_id: member,
        person_id: personId ?? null,
        open_hub: openHub ?? null,
        at,
      }),
    )
    await happened({
      subject: [tableOf[kind], matterId],
      ...(personId !== undefined &&
        openHub !== undefined && { person: { id: personId, openHub }, ...(caseId && { caseId }) }),
      detail: { matter: kind, step, member },
    })
    return { told: { id } }
  },
})
