/** The floor: Fastify and pg with the statements of a page, prepared, all sent before the first is answered, and a body of the
 *  page's length that was made before. No sign-in, no row rules, nothing recorded, nothing opened, nothing rendered. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { openPool } from '../src/kernel/database/pool.ts'
import type pg from 'pg'
import type { Plan } from './plan.ts'

interface Given {
  url: string
  plans: Record<string, Plan>
}

const { url, plans } = JSON.parse(readFileSync(process.argv[2] as string, 'utf8'), (_, value) =>
  value?.bytes === undefined ? value : Buffer.from(value.bytes, 'hex'),
) as Given
// The same pool: as many connections, plans kept, sent without waiting.
const pool = openPool({ url })
const bodies = new Map<number, string>()
for (const { length } of Object.values(plans)) bodies.set(length, 'x'.repeat(length))

const app = Fastify()
app.addHook('onError', async (_request, _reply, { message }) => void process.stderr.write(`${message}\n`))
app.route({
  method: ['GET', 'POST'],
  url: '/*',
  handler: async (request, reply) => {
    const plan = plans[request.url]
    if (!plan) return reply.status(404).send()
    const client = await pool.connect()
    try {
      const writes = request.method === 'POST'
      const all = [...(writes ? ['begin'] : []), ...plan.statements, ...(writes ? ['commit'] : [])]
      await Promise.all(all.map((statement) => client.query(statement as pg.QueryConfig)))
    } finally {
      client.release()
    }
    return reply.type('text/html; charset=utf-8').send(bodies.get(plan.length))
  },
})
app.addContentTypeParser('*', (_, body, done) => body.resume().on('end', () => done(null)))
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
