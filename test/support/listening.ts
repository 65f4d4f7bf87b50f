import type pg from 'pg'
import type { World } from './world.ts'

export interface Statement {
  sql: string
  parameters: unknown[]
}

type Asked = string | { text: string; values?: unknown[] }

/** Writes down every statement that the app sends while `work` is done, in the order in which they were sent. */
export async function statementsOf(hub: World, work: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const connect = hub.pool.connect.bind(hub.pool)
  const listening = async () => {
    const client = await connect()
    const query = client.query.bind(client) as (
      asked: Asked,
      parameters?: unknown[],
    ) => Promise<pg.QueryResult>
    const release = client.release.bind(client)
    Object.assign(client, {
      query(asked: Asked, parameters: unknown[] = []) {
        if (typeof asked === 'string') heard.push({ sql: asked, parameters })
        else heard.push({ sql: asked.text, parameters: asked.values ?? [] })
        return typeof asked === 'string' ? query(asked, parameters) : query(asked)
      },
      release(error?: Error) {
        Object.assign(client, { query, release })
        release(error)
      },
    })
    return client
  }
  Object.assign(hub.pool, { connect: listening })
  try {
    await work()
  } finally {
    Object.assign(hub.pool, { connect })
  }
  return heard
}
