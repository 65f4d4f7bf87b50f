import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moduleDiagram, moduleImports } from '../bin/module-diagram.ts'

const root = join(import.meta.dirname, '..')

describe('docs/modules.md', () => {
  test('is what the import lines say (node bin/module-diagram.ts writes it)', () => {
    expect(readFileSync(join(root, 'docs', 'modules.md'), 'utf8')).toBe(moduleDiagram(root))
  })

  test('has looked: what is known to be used is in it, and nothing goes round in a circle', () => {
    const imports = moduleImports(root)
    expect(imports.get('cases')).toContain('referrals')
    const reaches = (from: string, seen: string[] = []): string[] =>
      (imports.get(from) ?? []).flatMap((next) =>
        seen.includes(next) ? [next] : [next, ...reaches(next, [...seen, next])],
      )
    for (const name of imports.keys()) expect(reaches(name), name).not.toContain(name)
  })
})

describe('bin/new-module', () => {
  let copy: string

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'waymark-module-'))
    for (const part of [
      'bin',
      'db',
      'src',
      'test',
      'tsconfig.json',
      'vitest.config.ts',
      'package.json',
      'docs',
    ]) {
      cpSync(join(root, part), join(copy, part), { recursive: true })
    }
    symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'))
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  async function run(...command: string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
      cwd: copy,
      env: { ...process.env, WAYMARK_DATA: join(copy, 'data') },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
    const [code] = (await once(child, 'exit')) as [number | null]
    return { code, said }
  }

  // A database of its own, in a run of its own: slow on a busy machine.
  test('writes a module whose one test passes', { timeout: 240_000 }, async () => {
    const written = await run('bin/new-module.ts', 'lanterns')
    expect(written).toMatchObject({ code: 0, said: expect.stringContaining('bin/waymark rows') })
    expect(readdirSync(join(copy, 'src', 'modules', 'lanterns')).toSorted()).toEqual(
      [
        'README.md',
        'adding.test.ts',
        'commands.ts',
        'forms.ts',
        'index.ts',
        'policy.sql',
        'policy.ts',
        'queries.ts',
        'routes.ts',
        'views.ts',
      ].toSorted(),
    )
    const tested = await run('node_modules/vitest/vitest.mjs', 'run', 'src/modules/lanterns')
    expect(tested.code, tested.said).toBe(0)
    expect(await run('bin/new-module.ts', 'lanterns')).toEqual({
      code: 1,
      said: 'There is a module called lanterns already.\n',
    })
  })

  test.each([
    ['cases', 'There is a module called cases already.'],
    ['kernel', '"kernel" cannot be the name of a module.'],
    ['Two words', 'A module is called by one noun in small letters, 3 to 30 of them.'],
  ])('refuses %s', async (name, sentence) => {
    expect(await run('bin/new-module.ts', name)).toEqual({ code: 1, said: `${sentence}\n` })
  })
})
