import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'

/** The rights card in the languages of a visit, the newest version of each; a draft only where `drafts` says so. English always. */
export async function rightsCards(
  { tx }: Pick<QueryContext, 'tx'>,
  languages: readonly string[],
  drafts: boolean,
) {
  const rows = await tx.all(
    build
      .selectFrom('operations.rights_card')
      .distinctOn('language')
      .select(['language', 'lines', 'checked_by', 'checked_on'])
      .where('language', 'in', ['eng', ...languages])
      // English is what the others are translated from; whether it is right is for the area to confirm.
      .$if(!drafts, (cards) =>
        cards.where((row) => row.or([row('checked_on', 'is not', null), row('language', '=', 'eng')])),
      )
      .orderBy('language')
      .orderBy('version', 'desc'),
  )
  const found = new Map(
    rows.map(({ language, lines, checked_by, checked_on }) => [
      language,
      { lines, checkedBy: checked_by, checkedOn: checked_on },
    ]),
  )
  return ['eng', ...languages.filter((code) => code !== 'eng')].map((language) => ({
    language,
    card: found.get(language),
  }))
}
export type RightsCards = Awaited<ReturnType<typeof rightsCards>>
