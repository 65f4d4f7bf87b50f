import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { worksForHub } from '../../../kernel/session.ts'
import type { PersonTold } from '../forms.ts'
import { canHearOfPeople } from '../policy.ts'
import { hashesOf, stopIfUnsafe } from './checking.ts'
import { SafetyCheck, warningKinds, type Warning, type WarningKind } from './forms.ts'
import { channelKeys, unsafeKeys } from './unsafe.ts'

/** For whom a warning is raised: the hub whose members are told, and the hub on the person's rows. */
export interface WarnedFor {
  id: string
  hub: number
  openHub: number
}

/** The warning itself, outside the case and under a key of its own. In: what is unsafe, and how it is recognised. */
async function writeWarning(
  { tx, actor, at, keys }: CommandContext,
  person: WarnedFor,
  { kind, unsafe }: Warning,
  recognisedBy: string[],
): Promise<string> {
  const id = newId()
  const key = await keys.make(tx, 'other', id)
  const sealed = key.seal('people.warning.sealed', id, unsafe)
  await tx.run(
    build
      .insertInto('people.warning')
      .values({ id, hub: person.hub, kind, sealed, made_by: actor.id, made_at: at }),
  )
  const hashes = hashesOf(keys.file.lookupHash, recognisedBy)
  await tx.run(
    build.insertInto('people.warning_key').values(hashes.map((hash) => ({ warning_id: id, hash }))),
  )
  await tx.run(
    build
      .insertInto('people.warning_about')
      .values({ id: newId(), warning_id: id, person_id: person.id, open_hub: person.openHub }),
  )
  return id
}

/** Numbers that everybody must be able to ring whatever anybody says of them: of the rota, and of who helps. A sender who
 *  names the hub's own number as unsafe would stop the hub from being rung. */
async function neverUnsafe({ tx, at }: CommandContext): Promise<Set<string>> {
  const rows = await tx.all(
    sql<{
      number: string
    }>`select number from accounts.on_call union select number from sec.help_numbers(${londonDay(at)})`.compile(
      build,
    ),
  )
  return new Set(rows.flatMap(({ number }) => unsafeKeys(number)))
}

/** Raises a warning that a member of the hub typed, within their command. */
export const writeTypedWarning = (
  context: CommandContext,
  person: WarnedFor,
  warning: Warning,
): Promise<string> => writeWarning(context, person, warning, unsafeKeys(warning.unsafe))

/** Raised by itself where a channel was told to be unsafe. No door leads here: hearing of a person does. */
const warnUnasked = command({
  name: 'warning.raised',
  path: '/warnings',
  summary: 'A channel that was told to be unsafe became a warning',
  input: z.object({
    person: z.object({ id: z.uuid(), hub: z.number(), openHub: z.number() }),
    kind: z.enum(warningKinds),
    unsafe: z.string(),
    recognisedBy: z.array(z.string()),
  }),
  output: z.object({}),
  may: canHearOfPeople,
  async run(context, _, { person, recognisedBy, ...warning }) {
    const id = await writeWarning(context, person, warning, recognisedBy)
    await context.happened({
      subject: ['people.warning', id],
      person,
      detail: { kind: warning.kind, unasked: true },
    })
    return {}
  },
})

/** Warns of every channel that is not safe. The safe ones of the same person are never in a warning. */
export async function warnOfUnsafe(
  context: CommandContext,
  person: WarnedFor,
  channels: PersonTold['safeContact'] = [],
): Promise<void> {
  const unsafe = channels.filter(({ safe }) => safe === 'no')
  if (unsafe.length === 0) return
  const never = await neverUnsafe(context)
  for (const told of unsafe) {
    const recognisedBy = [...new Set(channelKeys(told))].filter((key) => !never.has(key))
    if (recognisedBy.length === 0) continue
    const kind: WarningKind = recognisedBy.some((key) => /^(postcode|street)/.test(key))
      ? 'exploiterKnowsAddress'
      : 'doNotRing'
    await context.run(warnUnasked, {}, { person, kind, unsafe: told.value ?? '', recognisedBy })
  }
}

/** Ends a warning of this person, within a command of whoever sees them. Errors: Conflict, when there is none to end. */
export async function markWarningEnded(
  { tx, actor, at }: CommandContext,
  personId: string,
  warning: string,
): Promise<void> {
  const ended = await tx.run(
    build
      .updateTable('people.warning')
      .set({ ended_at: at, ended_by: actor.id })
      .where('id', '=', warning)
      .where('ended_at', 'is', null)
      .where(
        'id',
        'in',
        build.selectFrom('people.warning_about').select('warning_id').where('person_id', '=', personId),
      ),
  )
  if (ended === 0) throw new Conflict('This warning has already ended.')
}

/** One box for whoever is about to ring, go or send somebody somewhere. A command and not a query: being told to stop is
 *  recorded, and what was typed is in no address. */
export const checkSafety = command({
  name: 'warning.checked',
  path: '/safety-checks',
  summary: 'Ask whether a number, address or reference is unsafe: 422 with the warning when it is',
  input: SafetyCheck,
  output: z.object({}),
  may: (actor) => worksForHub(actor),
  async run(context, _, { typed }) {
    await stopIfUnsafe(context, { typed })
    await context.happened({ subject: ['accounts.member', context.actor.id] })
    return {}
  },
})
