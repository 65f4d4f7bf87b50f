import { z } from 'zod'
import type { AnyCommand } from '../kernel/command.ts'
import type { AnyQuery } from '../kernel/query.ts'

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

const problem = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema: schemaOf(schema) } } })

const pathOf = (path: string) => `/api${path.replace(/:(\w+)/g, '{$1}')}`
const inPath = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))

/** OpenAPI 3.1 of the JSON door, from the schemas that judge what comes in. */
export function openapi(commands: readonly AnyCommand[], queries: readonly AnyQuery[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  const at = (path: string) => (paths[pathOf(path)] ??= {})
  for (const { path, name, summary, input, output } of commands) {
    at(path).post = {
      operationId: name,
      summary,
      parameters: [
        ...inPath(path),
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', maxLength: 200 },
        },
      ],
      requestBody: { required: true, ...json(input) },
      responses: { 201: { description: 'Done', ...json(output) }, default: problem },
    }
  }
  for (const { path, name, summary, input, output } of queries) {
    const search = schemaOf(input) as { properties?: Record<string, unknown>; required?: string[] }
    const parameters = Object.entries(search.properties ?? {}).map(([of, schema]) => ({
      name: of,
      in: 'query',
      required: search.required?.includes(of) ?? false,
      schema,
    }))
    at(path).get = {
      operationId: name,
      summary,
      parameters: [...inPath(path), ...parameters],
      responses: { 200: { description: 'The answer', ...json(output) }, default: problem },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version: '0.1.0',
      description: 'Every command and query of the hub. What you cannot see answers 404.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['field', 'message'],
                properties: { field: { type: 'string' }, message: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  }
}
