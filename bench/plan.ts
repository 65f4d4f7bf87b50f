/** What the app asks of the database for a page, so that a bare handler can ask the same. */
import type pg from 'pg'
import { newId } from '../src/kernel/ids.ts'
import type { Pool } from '../src/kernel/database/pool.ts'

export interface Statement {
  name?: string
  text: string
  values: unknown[]
}

export interface Plan {
  statements: Statement[]
  /** Of the body, in bytes. */
  length: number
}

/** Who is asking, who asked, what was carried out, what is told of it: the bare handler knows nothing of these. */
const ownToWaymark =
  /sec\.open|sec\.on_call_now|set_config|kernel\.(access|command|event|add_job|seal_key)|nextval|isolation level/

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

type Asked = string | { text: string; values?: unknown[] }

/** Every statement sent through this pool while `work` is done, those of sign-in and record left out. */
export async function statementsOf(pool: Pool, work: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const connect = pool.connect.bind(pool)
  const listening = async () => {
    const client = await connect()
    const query = client.query.bind(client) as (asked: Asked, values?: unknown[]) => Promise<pg.QueryResult>
    Object.assign(client, {
      query(asked: Asked, values: unknown[] = []) {
        const text = typeof asked === 'string' ? asked : asked.text
        heard.push({ text, values: typeof asked === 'string' ? values : (asked.values ?? []) })
        return typeof asked === 'string' ? query(asked, values) : query(asked)
      },
    })
    const release = client.release.bind(client)
    Object.assign(client, {
      release(error?: Error) {
        Object.assign(client, { query, release })
        release(error)
      },
    })
    return client
  }
  Object.assign(pool, { connect: listening })
  try {
    await work()
  } finally {
    Object.assign(pool, { connect })
  }
  return heard.filter(
    ({ text }) => !ownToWaymark.test(text.replaceAll('"', '')) && !/^(begin|commit|rollback)\b/i.test(text),
  )
}

const names = new Map<string, string>()

/** Prepared: each text once a connection, as whoever writes such a handler by hand would. */
function prepared({ text, values }: Statement): Statement {
  if (!names.has(text)) names.set(text, `s${names.size}`)
  return { name: names.get(text), text, values }
}

/** For reading. */
export const readingPlan = (statements: Statement[], length: number): Plan => ({
  statements: statements.map(prepared),
  length,
})

/** For writing the same to another row: ids known from `instead` are exchanged, rows that are inserted have ids of their
 *  own, and a reference is one that nobody has. */
export function writingPlan(
  statements: Statement[],
  instead: ReadonlyMap<string, string>,
  reference: string,
): Plan {
  const other = new Map(instead)
  for (const { text, values } of statements)
    if (/^insert into \S+ \("id"/.test(text)) other.set(values[0] as string, newId())
  const exchanged = (value: unknown): unknown => {
    // Sealed for the person that was heard: of another it would be opened in vain.
    if (Buffer.isBuffer(value)) return null
    if (typeof value !== 'string') return value
    if (value.startsWith('WM-')) return reference
    return value.replace(ids, (id) => other.get(id) ?? id)
  }
  const changed = statements.map(({ text, values }) => prepared({ text, values: values.map(exchanged) }))
  return {
    statements: [{ text: 'begin', values: [] }, ...changed, { text: 'commit', values: [] }],
    length: 0,
  }
}

/** As a file says it. */
export const written = (value: object): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, text: unknown) {
    const plain = this[key]
    return Buffer.isBuffer(plain) ? { bytes: plain.toString('hex') } : text
  })
