import type pg from 'pg'

/** Does migrator's work as waymark_owner, in one transaction. */
export async function asOwner<Answer>(
  client: pg.ClientBase,
  work: () => Promise<Answer>,
  role: 'waymark_owner' | 'waymark_sec' = 'waymark_owner',
): Promise<Answer> {
  await client.query('begin')
  try {
    await client.query(`set local role ${role}`)
    const answer = await work()
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
