import { z } from 'zod'
import { londonDay, londonMoment, wallClock } from '../../kernel/clock.ts'
import { command, whoeverSeesIt, type CommandContext, type Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { Invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { afterHours } from './clock.ts'
import { CrimeRecorded, Notice, Spoc } from './forms.ts'
import { canKeepNotices, canNameSpoc, isUnrecorded, type NoticeRow } from './policy.ts'
import { possibleSpocs } from './queries.ts'

const Made = z.object({ notice: z.object({ id: z.uuid(), dueAt: z.string() }) })

/** A day and a time in London, as a moment that has come. Errors: Invalid at the day. */
function past(on: string, time: string, at: Date, field: string, called: string): Date {
  const moment = londonMoment(`${on}T${wallClock(time)}:00`)
  if (moment > at) throw new Invalid([{ field, message: `${called} must be now or in the past` }])
  return moment
}

/** The rule in force on the day a notice came. */
async function ruleOn(tx: Tx, day: string): Promise<{ version: number; hours: number }> {
  const rule = await tx.first(
    build
      .selectFrom('nrm.clock_rule')
      .select(['version', 'hours'])
      .where('clock', '=', 'crimeRecorded')
      .where('from_on', '<=', day)
      .orderBy('version', 'desc'),
  )
  if (!rule)
    throw new Invalid([
      { field: 'receivedOn', message: 'No rule is known for a notice received so long ago' },
    ])
  return rule
}

export const enterNotice = command({
  name: 'notice.received',
  path: '/notices',
  summary: 'Enter a notice that the Home Office sent to the force',
  input: Notice,
  output: Made,
  may: canKeepNotices,
  async run({ tx, actor, at, keys, happened }, _, { nrmReference, receivedOn, receivedTime }) {
    const received = past(receivedOn, receivedTime, at, 'receivedOn', 'When it was received')
    const { version, hours } = await ruleOn(tx, londonDay(received))
    const id = newId()
    const key = await keys.make(tx, 'other', id)
    const due = afterHours(received, hours)
    await tx.run(
      build.insertInto('nrm.notice').values({
        id,
        hub: actor.hub,
        received_at: received,
        entered_at: at,
        entered_by: actor.id,
        rule_version: version,
        due_at: due,
        sealed: key.seal('nrm.notice.sealed', id, nrmReference.trim()),
      }),
    )
    await happened({ subject: ['nrm.notice', id], detail: { rule: version } })
    return { notice: { id, dueAt: due.toISOString() } }
  },
})

const findNotice = ({ tx }: CommandContext, { id }: Params): Promise<NoticeRow | undefined> =>
  tx.first(
    build
      .selectFrom('nrm.notice')
      .select(['id', 'received_at', 'recorded_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const recordCrime = command({
  name: 'notice.crimeRecorded',
  path: '/notices/:id/crime',
  summary: 'Enter the crime reference of a notice',
  input: CrimeRecorded,
  output: z.object({ notice: z.object({ id: z.uuid() }) }),
  load: findNotice,
  may: whoeverSeesIt,
  when: isUnrecorded,
  async run({ tx, actor, at, keys, happened }, notice, { crimeReference, recordedOn, recordedTime }) {
    const recorded = past(recordedOn, recordedTime, at, 'recordedOn', 'When the crime was recorded')
    // Often the crime was recorded first and the notice came after: the clock is then met at once.
    const counted = recorded < notice.received_at ? notice.received_at : recorded
    const key = await keys.of(tx, 'other', notice.id)
    const sealed = key.seal('nrm.notice.sealed_crime', notice.id, crimeReference.trim())
    await tx.run(
      build
        .updateTable('nrm.notice')
        .set({ recorded_at: counted, recorded_by: actor.id, sealed_crime: sealed })
        .where('id', '=', notice.id),
    )
    await happened({ subject: ['nrm.notice', notice.id] })
    return { notice: { id: notice.id } }
  },
})

export const nameSpoc = command({
  name: 'spoc.named',
  path: '/notices/spoc',
  summary: 'Say who answers for the notices',
  input: Spoc,
  output: z.object({ spoc: z.object({ id: z.uuid() }) }),
  may: canNameSpoc,
  breaks: {
    spoc_one: { field: 'member', message: 'Someone else named another person at this moment. Choose again' },
  },
  async run({ tx, actor, at, happened }, _, { member }) {
    const possible = await possibleSpocs(tx, actor.hub)
    if (!possible.some(({ id }) => id === member))
      throw new Invalid([{ field: 'member', message: 'Choose who answers for the notices' }])
    await tx.run(
      build
        .updateTable('nrm.spoc')
        .set({ ended_at: at })
        .where('hub', '=', actor.hub)
        .where('ended_at', 'is', null),
    )
    const id = newId()
    await tx.run(
      build
        .insertInto('nrm.spoc')
        .values({ id, hub: actor.hub, member_id: member, from_at: at, named_by: actor.id }),
    )
    await happened({ subject: ['nrm.spoc', id], detail: { member } })
    return { spoc: { id } }
  },
})
