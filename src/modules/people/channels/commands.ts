import type { z } from 'zod'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { findPerson } from '../person-row.ts'
import { stopIfUnsafe } from '../warnings/checking.ts'
import { warnOfUnsafe } from '../warnings/commands.ts'
import { lookupsOf } from '../lookup.ts'
import { canKeepContact, isCurrent, type ChannelRow, type PersonRow } from '../policy.ts'
import { findChannel, Made, personOf, told } from './channel-row.ts'
import { Channel, ChannelSafety } from './forms.ts'

/** What is about to be used is checked, and what must not be used becomes a warning to the whole hub. */
async function heedSafety(
  context: CommandContext,
  { personId, openHub }: Pick<Of, 'personId' | 'openHub'>,
  told: { channel?: z.infer<typeof Channel>['channel']; value?: string; safe?: ChannelRow['safe'] },
  field = 'value',
): Promise<void> {
  if (told.safe !== 'no') await stopIfUnsafe(context, { [field]: told.value })
  const hub = openHub || context.actor.hub
  await warnOfUnsafe(context, { id: personId, openHub, hub }, [told])
}

type Of = { personId: string; openHub: number; position: number; replaces?: string }

async function write(
  { tx, actor, at, keys }: CommandContext,
  of: Of,
  { channel, safe, ...said }: z.infer<typeof Channel>,
): Promise<string> {
  const id = newId()
  const key = await keys.of(tx, 'person', of.personId)
  const about = { person_id: of.personId, open_hub: of.openHub }
  // Whoever says yes or no has checked it; "not known" is what nobody has checked.
  const checked = safe === 'yes' || safe === 'no' ? { checked_at: at, checked_by: actor.id } : {}
  await tx.run(
    build.insertInto('people.channel').values({
      ...about,
      ...checked,
      id,
      kind: channel,
      safe: safe ?? 'unknown',
      position: of.position,
      replaces: of.replaces,
      at,
      made_by: actor.id,
      sealed: key.seal('people.channel.sealed', id, said),
    }),
  )
  const hashes = lookupsOf({ safeContact: [{ channel, value: said.value }] }, keys.file)
  if (hashes.length)
    await tx.run(
      build.insertInto('people.lookup').values(hashes.map((hash) => ({ ...about, ...hash, id: newId() }))),
    )
  return id
}

export const addChannel = command({
  name: 'channel.added',
  path: '/people/:id/channels',
  summary: 'Add a way to reach a person',
  input: Channel,
  output: Made,
  load: findPerson,
  may: canKeepContact,
  async run(context, person: PersonRow, told) {
    const last = await context.tx.first(
      build
        .selectFrom('people.channel')
        .select(({ fn }) => fn.max<number>('position').as('position'))
        .where('person_id', '=', person.id),
    )
    await heedSafety(context, { personId: person.id, openHub: person.open_hub }, told)
    const id = await write(
      context,
      { personId: person.id, openHub: person.open_hub, position: (last?.position ?? -1) + 1 },
      told,
    )
    await context.happened({
      subject: ['people.channel', id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { channel: told.channel, safe: told.safe ?? 'unknown' },
    })
    return { channel: { id }, person: { id: person.id } }
  },
})

/** What stood before stays, ended: a number that was wrong is how somebody was harmed. */
export const correctChannel = command({
  name: 'channel.corrected',
  path: '/channels/:id/correction',
  summary: 'Correct a way to reach a person: the old row ends, a new one stands',
  input: Channel,
  output: Made,
  load: findChannel,
  may: canKeepContact,
  when: isCurrent,
  async run(context, old, said) {
    // An answer about one number says nothing of another: what is new is checked by itself, never with the form's old "yes".
    const changed = said.channel !== old.kind || said.value !== (await valueOf(context, old))
    const told = changed ? { ...said, safe: 'unknown' as const } : said
    await context.tx.run(
      build.updateTable('people.channel').set({ ended_at: context.at }).where('id', '=', old.id),
    )
    const of = { personId: old.person_id, openHub: old.open_hub, position: old.position, replaces: old.id }
    await heedSafety(context, of, told)
    const id = await write(context, of, told)
    await context.happened({
      subject: ['people.channel', id],
      person: { id: old.person_id, openHub: old.open_hub },
      detail: { channel: told.channel, safe: told.safe ?? 'unknown', replaces: old.id },
    })
    return { channel: { id }, person: { id: old.person_id } }
  },
})

async function valueOf({ tx, keys }: CommandContext, channel: ChannelRow): Promise<string | undefined> {
  const row = await tx.first(build.selectFrom('people.channel').select('sealed').where('id', '=', channel.id))
  const key = await keys.of(tx, 'person', channel.person_id)
  return row && key.open<{ value?: string }>('people.channel.sealed', channel.id, row.sealed).value
}

export const markChannel = command({
  name: 'channel.marked',
  path: '/channels/:id/safety',
  summary: 'Say whether a way to reach a person is safe: yes, no or not known',
  input: ChannelSafety,
  output: Made,
  load: findChannel,
  may: canKeepContact,
  when: isCurrent,
  async run(context, channel, { safe }) {
    const { tx, actor, at, happened } = context
    if (safe !== channel.safe && safe !== 'unknown') {
      const said = { channel: channel.kind ?? undefined, value: await valueOf(context, channel), safe }
      await heedSafety(context, { personId: channel.person_id, openHub: channel.open_hub }, said, 'safe')
    }
    await tx.run(
      build
        .updateTable('people.channel')
        .set({ safe, checked_at: at, checked_by: actor.id })
        .where('id', '=', channel.id),
    )
    await happened({
      subject: ['people.channel', channel.id],
      person: personOf(channel),
      detail: { channel: channel.kind, safe },
    })
    return told(channel)
  },
})
