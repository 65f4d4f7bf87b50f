import type pg from 'pg'

/** Tries each statement and takes it back: a round trip for all of a table, because a savepoint for each took longer than
 *  what was asked in it. */
export const trying = `
  create schema if not exists asking;
  grant usage on schema asking to waymark_staff;
  create or replace function asking.each(statements text[], given jsonb[]) returns text[] language plpgsql as $$
  declare code text; message text; answers text[] := '{}';
  begin
    for n in 1 .. cardinality(statements) loop
      begin
        execute statements[n] using given[n];
        raise exception 'taken back' using errcode = 'TAKEN';
      exception when others then
        get stacked diagnostics code = returned_sqlstate, message = message_text;
        answers := answers || (code || ' ' || message);
      end;
    end loop;
    return answers;
  end $$`

const rowSecurity = /row-level security/

/** Whether the policies let them through: what a constraint says comes after them. */
export async function lets(
  client: pg.ClientBase,
  queries: readonly { text: string; values: unknown[] }[],
): Promise<boolean[]> {
  if (queries.length === 0) return []
  const { rows } = await client.query<{ answers: string[] }>(
    'select asking.each($1, $2::text[]::jsonb[]) as answers',
    [queries.map(({ text }) => text), queries.map(({ values }) => values[0])],
  )
  const answers = rows[0]?.answers ?? []
  for (const answer of answers)
    if (answer.startsWith('42501') && !rowSecurity.test(answer)) throw new Error(answer)
  return answers.map((answer) => !answer.startsWith('42501'))
}
