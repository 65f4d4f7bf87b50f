import type { FastifyInstance } from 'fastify'
import { carryOut } from '../kernel/carry-out.ts'
import type { AnyCommand, Params } from '../kernel/command.ts'
import type { Deps } from '../kernel/deps.ts'
import { read, searchInput, type AnyQuery } from '../kernel/query.ts'
import { bearerOf } from '../web/session.ts'
import { openapi } from './openapi.ts'

/** The JSON door: every command as a POST and every query as a GET under /api, by bearer token. Knows no domain word:
 *  it is made from the lists it is given. */
export function apiDoor(
  app: FastifyInstance,
  deps: Deps,
  commands: readonly AnyCommand[],
  queries: readonly AnyQuery[],
): void {
  for (const command of commands) {
    app.post(`/api${command.path}`, async (request, reply) => {
      const token = bearerOf(request)
      const result = await carryOut(deps, command, {
        token,
        door: 'json',
        params: request.params as Params,
        body: request.body ?? {},
        key: request.headers['idempotency-key']?.toString(),
      })
      void reply.status(201)
      return result
    })
  }
  for (const query of queries) {
    app.get(`/api${query.path}`, async (request) => {
      const token = bearerOf(request)
      const params = request.params as Params
      return read(deps, { token, door: 'json', params }, (context) =>
        context.ask(query, params, searchInput(query, request.query)),
      )
    })
  }
  const description = openapi(commands, queries)
  app.get('/api/openapi.json', () => description)
}
