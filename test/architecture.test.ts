import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

interface File {
  path: string
  text: string
}

/** Every file below a folder of the repository whose name ends so. */
function files(folder: string, ending: string): File[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith(ending))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

const modules = readdirSync(join(root, 'src/modules'))
const ours = ['src', 'test', 'db', 'bin'].flatMap((folder) => files(folder, '.ts'))
const product = ours.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.test.ts'))

test('there is something to look at', () => {
  expect(modules.length).toBeGreaterThanOrEqual(5)
  expect(product.length).toBeGreaterThan(50)
  expect(files('db/migrations', '.sql').length).toBeGreaterThanOrEqual(6)
})

describe('a module writes only its own schema', () => {
  /** What each may write besides, and why. */
  const besides: Record<string, string[]> = {
    // accounts owns schema sec: sessions, and who is asking.
    accounts: ['sec'],
    // What a migration makes before any module: which migrations have been applied. And the queue.
    kernel: ['migration', 'graphile_worker'],
  }
  const exceptions = new Set([
    // History hangs from the person, so that restricting a person hides it: the foreign key is made where both are known.
    'db/migrations/202611221020_people_person.sql kernel.event',
    // There is no session to carry a command out with until this one has begun.
    'src/modules/accounts/sign-in.ts kernel.command',
    // Who sent a referral says that they answered, about a person they cannot see: no module but this one knows who sent it.
    'src/modules/referrals/policy.sql kernel.event',
    // What they answer is heard as well: it may open a crisis.
    'src/modules/referrals/policy.sql people.crisis',
    // The same for reading again what they sent.
    'src/modules/referrals/policy.sql kernel.access',
  ])

  const withoutComments = (sql: string) => sql.replace(/--.*$/gm, '')
  const name = String.raw`(?:only\s+)?"?(\w+)"?\."?(\w+)"?`
  const writes = [
    String.raw`\binsert\s+into\s+${name}`,
    String.raw`\bupdate\s+${name}(?:\s+\w+)?\s+set\b`,
    String.raw`\bdelete\s+from\s+${name}`,
    String.raw`\btruncate\s+(?:table\s+)?${name}`,
    String.raw`\b(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:table|view|sequence|type|index)\s+(?:if\s+(?:not\s+)?exists\s+)?${name}`,
    String.raw`\bcreate\s+(?:unique\s+)?index\s+\w+\s+on\s+${name}`,
    String.raw`\bcreate\s+policy\s+\w+\s+on\s+${name}`,
    String.raw`\bcreate\s+(?:or\s+replace\s+)?trigger\s+\w+\s+(?:before|after)[\w\s]+on\s+${name}`,
    String.raw`\bkernel\.(?:guard|signed|settles|rows_\w+)\(\s*'${name}'`,
  ].map((pattern) => new RegExp(pattern, 'gi'))
  const builder = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)\.(\w+)'/g

  const named = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, schema, table]) => ({
      schema: schema as string,
      table: table as string,
    }))
  /** Tables guarded or given policies by the list. */
  const listed = (text: string) =>
    [...text.matchAll(/array\[([^\]]*)\]::regclass\[\]/g)].flatMap(([, list]) =>
      named(list as string, new RegExp(`'${name}'`, 'g')),
    )
  const inSql = (text: string) => [
    ...writes.flatMap((pattern) => named(withoutComments(text), pattern)),
    ...listed(withoutComments(text)),
  ]
  const inTypeScript = (text: string) => named(text, builder)

  function strangersOf({ path, text }: File, module: string): string[] {
    const allowed = [module, ...(besides[module] ?? [])]
    return [...inSql(text), ...inTypeScript(text)]
      .filter(({ schema }) => !allowed.includes(schema))
      .map(({ schema, table }) => `${path} ${schema}.${table}`)
      .filter((found) => !exceptions.has(found))
  }

  test('in its migrations, whose names say whose they are', () => {
    for (const file of files('db/migrations', '.sql')) {
      const module = /^\d{12}_([a-z]+)_\w+\.sql$/.exec(basename(file.path))?.[1] as string
      expect([...modules, 'kernel'], file.path).toContain(module)
      const granted = /\b(?:grant|revoke)\b/.test(withoutComments(file.text))
      expect(granted || inSql(file.text).length > 0, `${file.path} writes something`).toBe(true)
      expect(strangersOf(file, module)).toEqual([])
    }
  })

  test('in its policies', () => {
    const policies = files('src', 'policy.sql')
    expect(policies.length).toBeGreaterThanOrEqual(6)
    for (const file of policies) {
      const module = file.path.split('/').at(-2) as string
      expect(inSql(file.text).length, `${file.path} writes something`).toBeGreaterThan(0)
      expect(strangersOf(file, module)).toEqual([])
    }
  })

  test('in its commands and queries', () => {
    const found = product.filter(({ text }) => inTypeScript(text).length > 0)
    expect(found.length).toBeGreaterThan(5)
    for (const file of product) {
      const module = /^src\/(?:modules\/)?(\w+)\//.exec(file.path)?.[1]
      if (module) expect(strangersOf(file, module)).toEqual([])
    }
  })

  test('and this notices one that does not', () => {
    const text = `
      insert into cases.need values (1); UPDATE only cases."case" c set x = 1; delete from sec.session;
      create policy p on people.person for select using (true); select kernel.guard('people.name');
      select kernel.rows_for_members(t) from unnest(array['people.channel']::regclass[]) t;
      create unique index i on people.lookup (hash); create or replace view people.seen as select 1; drop index cases.due`
    const sql = { path: 'x.sql', text }
    expect(
      strangersOf(sql, 'referrals')
        .map((found) => found.split(' ')[1])
        .toSorted(),
    ).toEqual([
      'cases.case',
      'cases.due',
      'cases.need',
      'people.channel',
      'people.lookup',
      'people.name',
      'people.person',
      'people.seen',
      'sec.session',
    ])
    expect(strangersOf({ path: 'x.ts', text: `build.updateTable('cases.post')` }, 'referrals')).toEqual([
      'x.ts cases.post',
    ])
  })
})

describe('the house', () => {
  test('asks what time it is in one place', () => {
    const clocks = [...product, ...ours.filter(({ path }) => path.startsWith('db/'))].filter(({ text }) =>
      /new Date\(\s*\)|\bDate\.now\b|\bDate\(\)/.test(text),
    )
    expect(clocks.map(({ path }) => path)).toEqual(['src/kernel/clock.ts'])
  })

  test('has files that are read in one sitting: past 250 lines the first comment says why', () => {
    const long = ours.filter(
      ({ path, text }) =>
        text.split('\n').length > 251 && !path.endsWith('.gen.ts') && !/^\s*(\/\/|\/\*)/.test(text),
    )
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('does not use names that say nothing', () => {
    const empty =
      /^(service|services|helper|helpers|util|utils|common|shared|repository|repositories|dto|v2)$/
    const wordsOf = (text: string) =>
      text.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase())
    const written = ours.filter(({ path }) => !path.endsWith('.gen.ts'))
    const named = written.flatMap(({ path, text }) => [
      ...path.split('/').map((part) => [path, part.replace(/\.(test|spec|gen)?\.?ts$/, '')]),
      ...[...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)].map(
        ([, exported]) => [path, exported as string],
      ),
    ])
    expect(named.length).toBeGreaterThan(300)
    expect(named.filter(([, each]) => wordsOf(each as string).some((word) => empty.test(word)))).toEqual([])
  })

  test('writes queries through the transaction, and opens no connection but in the kernel', () => {
    const strangers = product.filter(
      ({ path, text }) => !path.startsWith('src/kernel/') && /from 'pg'/.test(text),
    )
    expect(strangers.map(({ path }) => path)).toEqual([])
  })

  test('says in each module’s README what it is', () => {
    const missing = modules.filter(
      (module) => !readdirSync(join(root, 'src/modules', module)).includes('README.md'),
    )
    expect(missing).toEqual([])
  })
})
