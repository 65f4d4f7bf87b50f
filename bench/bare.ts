/** The floor: Fastify and pg with the statements of a page, prepared, and a body of the page's length that was made
 *  before. No sign-in, no row rules, nothing recorded, nothing opened, nothing rendered. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import pg from 'pg'
import type { Plan } from './plan.ts'

interface Given {
  url: string
  plans: Record<string, Plan>
}

const { url, plans } = JSON.parse(readFileSync(process.argv[2] as string, 'utf8'), (_, value) =>
  value?.bytes === undefined ? value : Buffer.from(value.bytes, 'hex'),
) as Given
const pool = new pg.Pool({ connectionString: url, max: 8 })
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
      for (const statement of plan.statements) await client.query(statement)
    } finally {
      client.release()
    }
    return reply.type('text/html; charset=utf-8').send(bodies.get(plan.length))
  },
})
app.addContentTypeParser('*', (_, body, done) => body.resume().on('end', () => done(null)))
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
