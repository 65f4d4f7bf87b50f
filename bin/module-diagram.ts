/** Writes docs/modules.md: which module uses which, read from their import lines. `node bin/module-diagram.ts` */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Module by module, the modules it imports, tests left out. In: the repository. */
export function moduleImports(root: string): Map<string, string[]> {
  const modules = join(root, 'src', 'modules')
  const names = readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
  return new Map(names.map((name) => [name, importsOf(join(modules, name), name)]))
}

function importsOf(folder: string, name: string): string[] {
  const found = new Set<string>()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const depth = file.split(/[/\\]/).length
    const up = '../'.repeat(depth)
    for (const [, other] of readFileSync(join(folder, file), 'utf8').matchAll(
      new RegExp(`from '${up}([a-z]+)/`, 'g'),
    )) {
      if (other && other !== name && other !== 'kernel') found.add(other)
    }
  }
  return [...found].toSorted()
}

/** The page as it should stand in docs/modules.md. */
export function moduleDiagram(root: string): string {
  const imports = moduleImports(root)
  const arrows = [...imports].flatMap(([name, others]) => others.map((other) => `  ${name} --> ${other}`))
  const alone = [...imports].filter(
    ([name, others]) => others.length === 0 && ![...imports.values()].flat().includes(name),
  )
  const lines = [...imports].map(
    ([name, others]) =>
      `- \`${name}\` uses ${others.length ? others.map((other) => `\`${other}\``).join(', ') : 'the kernel alone'}`,
  )
  return [
    '# Which module uses which',
    '',
    'Written by `node bin/module-diagram.ts` from the import lines; a test fails when it is not current. An arrow points at what is',
    'used: upstream never learns about downstream. Every module uses the kernel, and consequences that cross modules the other way',
    'stand in `src/reactions.ts`.',
    '',
    '```mermaid',
    'graph TD',
    ...arrows,
    ...alone.map(([name]) => `  ${name}`),
    '```',
    '',
    ...lines,
    '',
  ].join('\n')
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  writeFileSync(join(root, 'docs', 'modules.md'), moduleDiagram(root))
}
