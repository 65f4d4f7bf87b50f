import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { PersonTold } from '../forms.ts'
import { lookupsOf } from '../lookup.ts'
import { canKeepContact, type PersonRow } from '../policy.ts'
import { writeLanguages, writeNames, writeNationalities } from '../told.ts'
import { Correction, mayBeUnder18, youngest, type CorrectedPart } from './forms.ts'
import { knownOf, listsOf, type Known } from './known.ts'

const findWho = ({ tx }: CommandContext, { id }: Params) =>
  tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'hub', 'open_hub', 'gender', 'age_status', 'version', 'sealed'])
      .where('id', '=', id as string)
      .forUpdate(),
  )
type WhoRow = NonNullable<Awaited<ReturnType<typeof findWho>>>

/** Who the person is, as the hub has learnt since: what stood before is kept, the event says only which parts changed. What
 *  follows for the referral's risk and language is in src/reactions.ts. The doors lead to it by way of the module that knows
 *  the referrals as well (cases/correcting). */
export const correctPerson = command({
  name: 'person.corrected',
  path: '/people/:id/details',
  summary: 'Correct who a person is: names, age, gender, nationalities, languages',
  input: Correction,
  output: z.object({
    person: z.object({ id: z.uuid() }),
    mayBeUnder18: z.literal(true).optional(),
  }),
  load: findWho,
  may: canKeepContact,
  async run(context, person, correction) {
    const { tx, at, keys, happened } = context
    if (correction.version !== person.version)
      throw new Conflict(
        'Somebody has corrected this since you opened the page. What stands now is shown above what you typed.',
      )
    const key = await keys.of(tx, 'person', person.id)
    const before = knownOf(person, key, await listsOf(context, person.id, key))
    const after = corrected(before, correction)
    if (mayBeYoung(after, londonDay(at)) && after.ageStatus !== 'child' && after.ageStatus !== 'unsure')
      throw new Invalid([mayBeUnder18])
    const parts = (Object.keys(after) as CorrectedPart[]).filter(
      (part) => !isDeepStrictEqual(before[part], after[part]),
    )
    if (parts.length === 0) throw new Conflict('Nothing was changed: they are known as they were.')
    await keepBefore(context, person, key)
    await writeAfter(context, person, key, after)
    await replaceLists(context, person, parts, after, key)
    await followLookups(context, person, after)
    await happened({
      subject: ['people.person', person.id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { parts },
    })
    const young = after.ageStatus === 'child' || after.ageStatus === 'unsure'
    return { person: { id: person.id }, ...(young && { mayBeUnder18: true as const }) }
  },
})

/** What the person is known as from now on. Nothing said of age status or gender leaves it as it was. */
function corrected(before: Known, { version: _, bornOn, about, ...said }: Correction): Known {
  const { names = [], nationalities = [], languages = [] } = said
  return {
    calledName: said.calledName || undefined,
    names: names.map(({ kind, given, family }) => ({
      kind,
      given: given || undefined,
      family: family || undefined,
    })),
    birth: bornOn === undefined ? about : { date: bornOn },
    ageStatus: said.ageStatus ?? before.ageStatus,
    gender: said.gender ?? before.gender,
    nationalities: [...new Set(nationalities)],
    languages: languages.map(({ code, level, agreed, refused, dialect }) => ({
      code,
      level,
      agreed,
      refused: refused ?? false,
      dialect,
    })),
  }
}

/** Whether they may be under 18 today, by a date of birth or an age that was told. */
function mayBeYoung({ birth }: Known, today: string): boolean {
  if (birth === undefined) return false
  if (!('date' in birth)) return (youngest(birth) ?? 18) < 18
  return `${Number(birth.date.slice(0, 4)) + 18}${birth.date.slice(4)}` > today
}

type Sealing = Parameters<typeof knownOf>[1]

async function keepBefore({ tx, at, actor }: CommandContext, person: WhoRow, key: Sealing): Promise<void> {
  const id = newId()
  const sealed = key.open<unknown>('people.person.sealed', person.id, person.sealed)
  await tx.run(
    build.insertInto('people.person_before').values({
      id,
      person_id: person.id,
      open_hub: person.open_hub,
      version: person.version,
      gender: person.gender,
      age_status: person.age_status,
      sealed: key.seal('people.person_before.sealed', id, sealed),
      until_at: at,
      made_by: actor.id,
    }),
  )
}

async function writeAfter(
  { tx }: CommandContext,
  person: WhoRow,
  key: Sealing,
  { calledName, birth, ageStatus, gender }: Known,
): Promise<void> {
  const told = key.open<Pick<PersonTold, 'interpreterGender'>>(
    'people.person.sealed',
    person.id,
    person.sealed,
  )
  await tx.run(
    build
      .updateTable('people.person')
      .set({
        version: person.version + 1,
        age_status: ageStatus ?? null,
        gender: gender ?? null,
        sealed: key.seal('people.person.sealed', person.id, {
          calledName,
          birth,
          // What the referrer told of an interpreter stands until the person was asked.
          interpreterGender: told.interpreterGender,
        }),
      })
      .where('id', '=', person.id),
  )
}

/** A list that changed ends whole and begins anew: which row became which is nobody's to guess. */
async function replaceLists(
  context: CommandContext,
  { id, open_hub: openHub }: PersonRow,
  parts: CorrectedPart[],
  after: Known,
  key: Sealing,
): Promise<void> {
  const { tx, at } = context
  const end = (table: 'people.name' | 'people.nationality' | 'people.language') =>
    tx.run(
      build
        .updateTable(table)
        .set({ ended_at: at })
        .where('person_id', '=', id)
        .where('ended_at', 'is', null),
    )
  const person = { id, openHub, key }
  if (parts.includes('names')) {
    await end('people.name')
    await writeNames(context, person, after.names)
  }
  if (parts.includes('nationalities')) {
    await end('people.nationality')
    await writeNationalities(context, person, after.nationalities)
  }
  if (parts.includes('languages')) {
    await end('people.language')
    await writeLanguages(context, person, after.languages)
  }
}

/** They are found by what is true now: what was corrected finds nobody. */
async function followLookups(
  { tx, at, keys }: CommandContext,
  person: PersonRow,
  after: Known,
): Promise<void> {
  const { calledName, names, birth } = after
  const wanted = lookupsOf({ calledName, names, birth }, keys.file)
  const rows = await tx.all(
    build
      .selectFrom('people.lookup')
      .select(['id', 'kind', 'hash'])
      .where('person_id', '=', person.id)
      .where('kind', 'in', ['name', 'birth'])
      .where('ended_at', 'is', null),
  )
  const same = (a: { kind: string; hash: Buffer }) => (b: { kind: string; hash: Buffer }) =>
    a.kind === b.kind && a.hash.equals(b.hash)
  const old = rows.filter((row) => !wanted.some(same(row)))
  const fresh = wanted.filter((lookup) => !rows.some(same(lookup)))
  for (const { id } of old)
    await tx.run(build.updateTable('people.lookup').set({ ended_at: at }).where('id', '=', id))
  if (fresh.length > 0)
    await tx.run(
      build.insertInto('people.lookup').values(
        fresh.map((lookup) => ({
          ...lookup,
          id: newId(),
          person_id: person.id,
          open_hub: person.open_hub,
        })),
      ),
    )
}
