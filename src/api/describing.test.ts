import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { agreement, contact, full, minimal } from '../../test/support/casework.ts'
import { everything } from '../../test/support/everything.ts'
import { administrator, council, guardian, manager, officer } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { commands, queries } from '../registry.ts'

const hub = await world()

type Schema = Record<string, unknown>
interface Operation {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content: Record<string, { schema: Schema }> }>
}
interface Description {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> }
  security: Record<string, string[]>[]
}

let said: Description
beforeAll(async () => {
  const { statusCode, headers, body } = await hub.app.inject('/api/openapi.json')
  expect([statusCode, headers['content-type']]).toEqual([200, expect.stringMatching(/^application\/json/)])
  said = JSON.parse(body) as Description
})

const operations = () =>
  Object.entries(said.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
const template = (path: string) => `/api${path.replace(/:(\w+)/g, '{$1}')}`

describe('the description of the JSON door', () => {
  test('is OpenAPI 3.1, and says how to sign in', () => {
    expect(said.openapi).toMatch(/^3\.1\.\d+$/)
    expect(said.info).toMatchObject({ title: 'Waymark', version: expect.any(String) })
    const [scheme] = Object.keys(said.security[0] ?? {})
    expect(said.components.securitySchemes[scheme as string]).toEqual({ type: 'http', scheme: 'bearer' })
  })

  test('has every command as a POST and every query as a GET, and nothing else', () => {
    const declared = [
      ...commands.map(({ path, name }) => `post ${template(path)} ${name}`),
      ...queries.map(({ path, name }) => `get ${template(path)} ${name}`),
    ]
    expect(declared.length).toBeGreaterThan(20)
    const described = operations().map(
      ({ path, method, operation }) => `${method} ${path} ${operation.operationId}`,
    )
    expect(described.toSorted()).toEqual(declared.toSorted())
    expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(declared.length)
  })

  test('has every address of the contract', () => {
    const contract =
      `post /api/referrals, get /api/referrals/{id}, get /api/referrals, get /api/referrals/{id}/posts,
      post /api/referrals/{id}/acceptance, post /api/referrals/{id}/refusal, get /api/cases/{id}, post /api/cases/{id}/needs,
      post /api/cases/{id}/actions, post /api/actions/{id}/outcome, post /api/cases/{id}/contacts, post /api/cases/{id}/agreements,
      post /api/cases/{id}/closure, post /api/cases/{id}/followups, get /api/figures/people-supported,
      get /api/catalogue/actions, get /api/catalogue/needs, get /api/catalogue/refusals, get /api/catalogue/closures,
      get /api/catalogue/purposes`.split(/,\s+/)
    const described = operations().map(({ path, method }) => `${method} ${path}`)
    expect(contract.filter((address) => !described.includes(address))).toEqual([])
  })

  test('names what stands in each address, and what may be asked in its search part', () => {
    for (const { path, method, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const named = operation.parameters.filter((parameter) => parameter.in === 'path')
      expect(
        named.map(({ name }) => name),
        path,
      ).toEqual(inPath)
      for (const { required, schema } of named)
        expect([required, schema]).toEqual([true, { type: 'string', format: 'uuid' }])
      for (const parameter of operation.parameters)
        expect(['path', 'query', 'header']).toContain(parameter.in)
      const keys = operation.parameters.filter(({ name }) => name === 'Idempotency-Key')
      expect(keys.map(({ required }) => required)).toEqual(method === 'post' ? [false] : [])
      expect(operation.summary).toMatch(/\S/)
    }
    const queue = said.paths['/api/referrals']?.get
    expect(queue?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['after', false],
      ['limit', false],
      ['state', false],
      ['risk', false],
      ['language', false],
      ['door', false],
    ])
  })

  test('answers each with a shape, or with a problem', () => {
    for (const { path, method, operation } of operations()) {
      const good = operation.responses[method === 'post' ? '201' : '200']
      expect(good?.content['application/json']?.schema, path).toMatchObject({ type: 'object' })
      expect(operation.responses.default?.content).toEqual({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      })
      expect(operation.requestBody?.required, path).toBe(method === 'post' ? true : undefined)
    }
  })

  test('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(said).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference as string,
    )
    expect(references.length).toBeGreaterThan(0)
    for (const reference of references) {
      const found = reference
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Schema | undefined)?.[key], said)
      expect(found, reference).toBeDefined()
    }
  })
})

describe('what is described is what is so', () => {
  test.each([
    ['/api/referrals', [minimal, full]],
    ['/api/cases/{id}/contacts', [contact]],
    ['/api/cases/{id}/agreements', [agreement]],
    ['/api/referrals/{id}/acceptance', [{ post: 1 }, { post: 1, because: 'x' }]],
  ])('the schema of %s takes what is taken and refuses what is refused', (path, bodies) => {
    const schema = said.paths[path]?.post?.requestBody?.content['application/json']?.schema
    const judge = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema)
    for (const body of bodies) expect(judge.safeParse(body).error).toBeUndefined()
    expect(judge.safeParse({}).success).toBe(false)
  })

  test('every query answers in exactly the shape it declares', async () => {
    const { idFor, opened } = await everything(hub)
    const search: Record<string, string> = {
      peopleSupported: '?from=2026-04-01&to=2027-03-31',
      byReference: `?reference=${opened.case.reference}`,
    }
    for (const { name, path, output } of queries) {
      const address = `/api${path.replace(':id', idFor(path))}${search[name] ?? ''}`
      const answers = await Promise.all(
        [manager, officer, council, administrator, guardian].map((member) => hub.as(member).get(address)),
      )
      const body = answers.find(({ status }) => status === 200)?.body
      expect(body, address).toBeDefined()
      // Written as an output, a schema lets no key through that it does not name.
      const exactly = z.fromJSONSchema(z.toJSONSchema(output, { io: 'output' }))
      expect(exactly.safeParse(body).error, name).toBeUndefined()
    }
  })
})
