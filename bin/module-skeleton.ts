/** What a new module begins with: the same files in each, so that a stranger guesses where everything is. */
export function skeleton(name: string): Record<string, string> {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`
  return {
    'README.md': `# ${name}

What it is for, in one sentence.

- What it keeps, and about whom.
- Who sees it (\`policy.sql\`) and who may change it (\`policy.ts\`).

May import the kernel alone.
`,
    'migration.sql': `-- What ${name} keeps.

create schema ${name};
comment on schema ${name} is 'What it is for, in one sentence.';
grant usage on schema ${name} to waymark_staff, waymark_sec;

create table ${name}.entry (
  id uuid primary key,
  hub int not null,
  kind text not null check (kind in ('first')),
  at timestamptz not null,
  made_by uuid not null
);
comment on table ${name}.entry is 'One row is one what?';
create index entry_newest on ${name}.entry (hub, at, id);
grant select, insert on ${name}.entry to waymark_staff;
select kernel.guard('${name}.entry');
`,
    'policy.sql': `-- Who sees ${name}: the people of the hub. Rows about a person take kernel.rows_about_a_person instead.

create policy of_the_hub_select on ${name}.entry for select to waymark_staff using (hub = any((select sec.my_hubs())::int[]));
create policy of_the_hub_insert on ${name}.entry for insert to waymark_staff
  with check (hub = any((select sec.my_hubs())::int[]) and made_by = (select sec.my_id()));
`,
    'policy.ts': `import { worksForHub, type Actor } from '../../kernel/session.ts'

export const canAdd = (actor: Actor): boolean => worksForHub(actor)
`,
    'forms.ts': `import { z } from 'zod'
import { code } from '../../kernel/fields.ts'

export const Entry = z.object({ kind: code(['first'], 'Choose what it is') })
`,
    'commands.ts': `import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { Entry } from './forms.ts'
import { canAdd } from './policy.ts'

export const addEntry = command({
  name: '${name}.added',
  path: '/${name}',
  summary: 'Add an entry',
  input: Entry,
  output: z.object({ entry: z.object({ id: z.uuid() }) }),
  may: canAdd,
  async run({ tx, actor, at, happened }, _, { kind }) {
    const id = newId()
    await tx.run(build.insertInto('${name}.entry').values({ id, hub: actor.hub, kind, at, made_by: actor.id }))
    await happened({ subject: ['${name}.entry', id], detail: { kind } })
    return { entry: { id } }
  },
})
`,
    'queries.ts': `import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { query } from '../../kernel/query.ts'

/** The newest entries of the hub. */
export const entries = query({
  name: '${name}',
  path: '/${name}',
  summary: 'The newest entries',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), kind: z.string(), at: z.string() })) }),
  async run({ tx, actor }) {
    const rows = await tx.all(
      build
        .selectFrom('${name}.entry')
        .select(['id', 'kind', 'at'])
        .where('hub', '=', actor.hub)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(25),
    )
    return { items: rows.map(({ id, kind, at }) => ({ id, kind, at: at.toISOString() })) }
  },
})
`,
    'index.ts': `export { addEntry } from './commands.ts'
export { entries } from './queries.ts'
`,
    'routes.ts': `import { formPage, page } from '../../web/page.ts'
import { addEntry } from './commands.ts'
import { entries } from './queries.ts'
import { addView, listView } from './views.ts'

const list = page({
  path: '/${name}',
  load: (context) => context.ask(entries, {}, {}),
  view: listView,
})

const adding = formPage({
  path: '/${name}/new',
  command: addEntry,
  load: async () => ({}),
  view: addView,
  then: () => '/${name}',
})

export const ${name}Pages = [list, adding]
`,
    'views.ts': `import type { z } from 'zod'
import { momentInWords } from '../../web/dates.ts'
import { postForm, radios, submit, type Form } from '../../web/form.ts'
import { html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { entries } from './queries.ts'

export function listView({ items }: z.infer<typeof entries.output>): Shown {
  return {
    title: '${Name}',
    body: html\`<h1 class="govuk-heading-l">${Name}</h1>
\${
  items.length === 0
    ? html\`<p class="govuk-body">Nothing yet. <a class="govuk-link" href="/${name}/new">Add the first</a>.</p>\`
    : html\`<ul class="govuk-list">\${items.map(({ kind, at }) => html\`<li>\${kind}, \${momentInWords(at)}</li>\`)}</ul>\`
}\`,
  }
}

export function addView(_: object, form: Form): Shown {
  return {
    title: 'Add an entry',
    back: { href: '/${name}' },
    body: html\`\${postForm(
  { action: '/${name}/new', form },
  html\`\${radios({ name: 'kind', label: 'What is it?', heading: true, items: [{ value: 'first', text: 'The first kind' }] }, form)}
\${submit({ text: 'Add it' })}\`,
)}\`,
  }
}
`,
    'adding.test.ts': `import { expect, test } from 'vitest'
import { council, manager } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'
import { carryOut } from '../../kernel/carry-out.ts'
import { Forbidden } from '../../kernel/errors.ts'
import { read } from '../../kernel/query.ts'
import { addEntry } from './commands.ts'
import { entries } from './queries.ts'

const hub = await world()

test('an entry is added by the hub and seen by the hub alone', async () => {
  const asked = async (email: string) => ({ token: await hub.tokenFor(email), door: 'json', params: {} }) as const
  const listed = async (email: string) => (await read(hub.deps, await asked(email), (context) => context.ask(entries, {}, {}))).items

  const { entry } = await carryOut(hub.deps, addEntry, { ...(await asked(manager)), body: { kind: 'first' } })
  expect(await listed(manager)).toMatchObject([{ id: entry.id, kind: 'first' }])
  expect(await listed(council)).toEqual([])
  await expect(carryOut(hub.deps, addEntry, { ...(await asked(council)), body: { kind: 'first' } })).rejects.toThrow(Forbidden)
})
`,
  }
}
