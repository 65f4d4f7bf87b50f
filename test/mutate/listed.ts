import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Guard } from './mutant.ts'

/** docs/mutations.md, as committed: which guards there should be. */
export const place = join(import.meta.dirname, '..', '..', 'docs', 'mutations.md')

const nameOf = ({ kind, guard }: Guard) => `${kind}: ${guard}`

/** The guards on the committed list: the kind and the name of each. */
export function listed(text = readFileSync(place, 'utf8')): string[] {
  const rows = text.matchAll(/^\|([^|]+)\|([^|]+)\|[^|]+\|$/gm)
  return [...rows]
    .map(([, kind = '', guard = '']) => `${kind.trim()}: ${guard.trim()}`)
    .filter((name) => !/^(Kind: Guard|-+: -+)$/.test(name))
}

/** What is on only one of the two: the list, and what there is. A guard that went took with it what would have been taken
 *  away, so that no mutation misses it: only the list remembers. */
export function notBoth(there: readonly Guard[], list = listed()): string[] {
  const names = new Set(there.map(nameOf))
  const known = new Set(list)
  return [
    ...list.filter((name) => !names.has(name)).map((name) => `${name}: on the list, and not there any more`),
    ...[...names]
      .filter((name) => !known.has(name))
      .map((name) => `${name}: there, and not on the list. Run npm run mutate`),
  ]
}
