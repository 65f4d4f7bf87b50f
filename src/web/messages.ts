/** Every sentence a form can answer with, read from the schema that judges it: nobody keeps a list of them. */
import type { z } from 'zod'
import type { Problem } from '../kernel/errors.ts'

type Schema = z.core.$ZodType
type Says = (issue: { input: unknown; code: string }) => unknown

/** What a schema says of whatever is wrong with it. In: a command's input. Out: each sentence at its field, list items
 *  as `names.*.kind`. Errors: throws for a rule without words of its own: it could not be shown, and would not be read. */
export function messagesOf(schema: Schema): Problem[] {
  const found = new Map<string, Problem>()
  const say = (field: string, message: unknown) => {
    if (typeof message === 'string') found.set(`${field} ${message}`, { field, message })
  }
  walk(schema, '', false, say)
  return [...found.values()]
}

function walk(
  schema: Schema,
  at: string,
  optional: boolean,
  say: (field: string, message: unknown) => void,
): void {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const inside = (name: string) => (at ? `${at}.${name}` : name)
  const own = (def as { error?: Says }).error
  if (own) {
    if (!optional) say(at, own({ input: undefined, code: 'invalid_type' }))
    say(at, own({ input: 0, code: 'invalid_type' }))
  }
  for (const check of def.checks ?? []) {
    const rule = (check as { _zod: { def: { check: string; error?: Says; path?: PropertyKey[] } } })._zod.def
    const message = rule.error?.({ input: '', code: 'custom' })
    if (rule.check === 'custom' && message === undefined) {
      throw new Error(
        `A rule of ${at || 'a form'} has no words that can be read: use .refine with its message, not .superRefine`,
      )
    }
    say([at, ...(rule.path ?? []).map(String)].filter(Boolean).join('.'), message)
  }
  switch (def.type) {
    case 'object':
      for (const [name, field] of Object.entries(def.shape)) walk(field, inside(name), false, say)
      return
    case 'array':
      return walk(def.element, inside('*'), true, say)
    case 'record':
      return walk(def.valueType, inside('*'), true, say)
    case 'union':
      for (const option of def.options) walk(option, at, optional, say)
      return
    case 'intersection':
      walk(def.left, at, optional, say)
      return walk(def.right, at, optional, say)
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'nullable':
      return walk(def.innerType, at, true, say)
    case 'nonoptional':
    case 'readonly':
      return walk(def.innerType, at, optional, say)
    case 'pipe':
      walk(def.in, at, optional, say)
      return walk(def.out, at, true, say)
    default:
  }
}
