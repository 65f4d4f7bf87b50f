// Ids in a row and not random: the indexes are the same and are built in a third of the time.
export const id = (kind: number) =>
  `('0000000${kind.toString(16)}-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`
export const reference = (kind: number) =>
  `format('WM-%s%s-%s', ${kind}, lpad((i / 10000)::text, 3, '0'), lpad((i % 10000)::text, 4, '0'))`
export const hash = 'sha256(int4send(i))'
export const keyedHash = `substr(${hash}, 1, 16)`
export const wrapped = `decode(repeat('00', 60), 'hex')`
export const [person_id, referral_id, case_id] = [id(0), id(1), id(2)] as const
export const [at, later, sealed, open_hub, hub, made_by] = [
  `timestamptz '2026-01-01' + i * interval '1 minute'`,
  `timestamptz '2026-11-24' + i * interval '1 minute'`,
  `''::bytea`,
  'case when i % 5 = 0 then 2 else 1 end',
  '1 + i % 2',
  person_id,
] as const
export const turn = `timestamptz '2020-01-01' + i * interval '1 hour'`
export const about = (kind: number) => ({ id: id(kind), person_id, open_hub })
export const ofPerson = (kind: number) => ({ ...about(kind), position: '0' })
export const ofCase = (kind: number) => ({ ...about(kind), case_id, at })
export const from_team = '2 + i % 4'
/** Of every so many the first has it. */
export const some = (every: number, value: string) => `case when i % ${every} = 0 then ${value} end`

/** All have it but the first of every so many. */
export const most = (every: number, value: string) => `case when i % ${every} > 0 then ${value} end`

/** The columns of a table, each with what it says in SQL of the row with the number i. */
export type Columns = Record<string, string>
