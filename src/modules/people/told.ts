import type { CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import type { DataKey } from '../../kernel/seal.ts'
import type { PersonTold } from './forms.ts'

/** Whose rows are written, and under which key. */
export interface Whose {
  id: string
  openHub: number
  key: DataKey
}
type Writing = Pick<CommandContext, 'tx'>

const rowOf = ({ id, openHub }: Whose, position: number) => ({
  id: newId(),
  person_id: id,
  open_hub: openHub,
  position,
})

export async function writeNationalities(
  { tx }: Writing,
  person: Whose,
  told: PersonTold['nationalities'] = [],
): Promise<void> {
  const rows = told.map((country, i) => ({ ...rowOf(person, i), country }))
  if (rows.length > 0) await tx.run(build.insertInto('people.nationality').values(rows))
}

export async function writeLanguages(
  { tx }: Writing,
  person: Whose,
  told: PersonTold['languages'] = [],
): Promise<void> {
  const rows = told.map(({ code, level, agreed, refused, dialect }, i) => {
    const base = rowOf(person, i)
    const sealed =
      dialect === undefined ? null : person.key.seal('people.language.sealed', base.id, { dialect })
    return { ...base, code, level, agreed, refused: refused ?? false, sealed }
  })
  if (rows.length > 0) await tx.run(build.insertInto('people.language').values(rows))
}

export async function writeNames(
  { tx }: Writing,
  person: Whose,
  told: PersonTold['names'] = [],
): Promise<void> {
  const rows = told.map(({ kind, given, family }, i) => {
    const base = rowOf(person, i)
    return { ...base, kind, sealed: person.key.seal('people.name.sealed', base.id, { given, family }) }
  })
  if (rows.length > 0) await tx.run(build.insertInto('people.name').values(rows))
}
