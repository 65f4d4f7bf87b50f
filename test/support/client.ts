import type { FastifyInstance } from 'fastify'
import { newToken } from '../../src/kernel/session.ts'
import { csrfOf } from '../../src/web/session.ts'

/** An answer of a door, as a test reads it. */
export interface Answer<Body = unknown> {
  status: number
  headers: Record<string, unknown>
  /** The bytes as sent. */
  text: string
  /** The JSON in them; undefined when it is none. The caller says what it should be, and then asserts it. */
  body: Body
}

export interface Client {
  get<Body = unknown>(path: string): Promise<Answer<Body>>
  post<Body = unknown>(path: string, body: unknown, options?: { key?: string }): Promise<Answer<Body>>
  /** Asks for a page, as a browser with this member's session would. */
  page(path: string): Promise<Answer>
  /** Sends a form of such a page. */
  submit(path: string, fields: Record<string, string>): Promise<Answer>
}

/** In: how to come by a token for the JSON door, and by one for pages. Out: a client that sends them. */
export function clientOf(
  app: FastifyInstance,
  token: () => Promise<string>,
  cookieToken: () => Promise<string>,
): Client {
  return {
    get: async (url) => ask(app, { method: 'GET', url, headers: bearer(await token()) }),
    post: async (url, body, { key } = {}) =>
      ask(app, {
        method: 'POST',
        url,
        headers: {
          ...bearer(await token()),
          'content-type': 'application/json',
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        payload: JSON.stringify(body),
      }),
    page: async (url) => ask(app, { method: 'GET', url, headers: cookie(await cookieToken()) }),
    submit: async (url, fields) => {
      const session = await cookieToken()
      return ask(app, {
        method: 'POST',
        url,
        headers: { ...cookie(session), 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: csrfOf(session), ...fields }).toString(),
      })
    },
  }
}

/** Somebody with a token that nobody was ever given. */
export const stranger = (app: FastifyInstance): Client =>
  clientOf(
    app,
    async () => newToken(),
    async () => newToken(),
  )

const cookie = (token: string) => ({ cookie: `__Host-waymark=${token}` })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

type Asked = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string }

async function ask<Body>(app: FastifyInstance, asked: Asked): Promise<Answer<Body>> {
  const { statusCode, headers, body } = await app.inject(asked)
  const isJson = headers['content-type']?.includes('json')
  return { status: statusCode, headers, text: body, body: (isJson ? JSON.parse(body) : undefined) as Body }
}
