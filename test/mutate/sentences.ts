import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(import.meta.dirname, '..', '..', 'src', 'modules')
const sources = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(src, path), 'utf8'))

/** What is declared under this name in any module: up to the line that closes it, or to an empty one. */
function declared(name: string): string[] {
  const start = new RegExp(`^(?:export )?(?:const|function) ${name}\\b`, 'm')
  return sources.flatMap((text) => {
    const at = text.search(start)
    return at < 0 ? [] : [text.slice(at).split(/\n(?=\n|\})/)[0] as string]
  })
}

const literal = /'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g
const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The sentences that a `when` can say, also those of a function that it calls. What a template fills in is `${…}`. */
export function sentencesOf(when: unknown, written = declared): string[] {
  const texts = [String(when)]
  const followed = new Set<string>()
  for (const text of texts) {
    for (const [, name = ''] of text.matchAll(/(?<![.\w])(\w+)\(/g)) {
      if (!followed.has(name)) texts.push(...written(name))
      followed.add(name)
    }
  }
  const said = texts.flatMap((text) =>
    [...text.matchAll(literal)].map(([, single, double, template]) => single ?? double ?? template ?? ''),
  )
  return [...new Set(said.filter((one) => /\S \S.*\.$/s.test(one)))].map((one) =>
    one.replace(/\$\{[^}]*\}/g, '${…}'),
  )
}

/** Whether this is that sentence, whatever a template filled in. */
export const isSentence = (says: string, sentence: string): boolean =>
  new RegExp(`^${sentence.split('${…}').map(plain).join('.+')}$`, 's').test(says)
