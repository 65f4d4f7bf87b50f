import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { place } from './listed.ts'
import type { Mutant } from './mutant.ts'

/** Writes docs/mutations.md: what was taken away, and who noticed. */
export async function written(mutants: readonly Mutant[]): Promise<void> {
  const survived = mutants.filter(({ killedBy }) => !killedBy)
  const kinds = [...new Set(mutants.map(({ kind }) => kind))].map((kind) => {
    const of = mutants.filter((mutant) => mutant.kind === kind)
    return `${kind} ${of.length}`
  })
  const lines = mutants.map(
    ({ kind, guard, killedBy, hiddenBy }) =>
      `| ${kind} | ${guard} | ${killedBy ?? `**survived**: ${hiddenBy ?? 'nobody noticed'}`} |`,
  )
  const text = [
    '# Guards taken away, one at a time',
    '',
    'Written by `npm run mutate`: change nothing here by hand. What the kinds are is in',
    '[docs/adr/0072](adr/0072-a-guard-is-taken-away.md).',
    '',
    `${mutants.length} guards, ${survived.length} survived: ${kinds.join(', ')}.`,
    '',
    '| Kind | Guard | Killed by |',
    '| --- | --- | --- |',
    ...lines,
  ]
  const options = { ...(await resolveConfig(place)), parser: 'markdown' }
  writeFileSync(place, await format(`${text.join('\n')}\n`, options))
}
