import type { FastifyRequest } from 'fastify'

export type Search = Record<string, string>

/** The search part of a page's address. A name given twice is its last value, as in a form: Fastify makes a list of it,
 *  and text is what every page expects. */
export function searchOf(request: FastifyRequest): Search {
  const found = Object.entries(request.query as Record<string, string | string[]>)
  return Object.fromEntries(found.map(([name, value]) => [name, [value].flat().at(-1) ?? '']))
}
