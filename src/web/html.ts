/**
 * HTML as a value: ``html`<p>${name}</p>` `` escapes every hole unless the hole is already `Html`.
 * Forgetting to escape is therefore not a mistake one can make; forgetting to mark is one that shows at once.
 */

/** A piece of HTML that is safe to send: made by `html`, by an official macro, and by nothing else. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/**
 * What may stand in a hole. Arrays are joined; null, undefined and false print nothing; `true` is a mistake.
 */
export type Hole = Html | string | number | bigint | null | undefined | false | readonly Hole[]

/** Escapes by default. Always quote attributes: `href="${url}"`. */
export function html(literals: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let text = literals[0] as string
  for (let i = 0; i < holes.length; i++) text += print(holes[i]) + literals[i + 1]
  return new Html(text)
}

/** The five characters that matter in text and in quoted attributes. */
export function escape(text: string): string {
  // Most names, codes and dates hold none of the five: one scan, no copy.
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (character) => ENTITY[character] as string) : text
}

/**
 * Marks text as HTML without escaping it: for what an official macro printed, never for what a person typed.
 */
export function raw(text: string): Html {
  return new Html(text)
}

const SPECIAL = /["'&<>]/
const EACH_SPECIAL = /["'&<>]/g
const ENTITY: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

function print(hole: Hole): string {
  if (typeof hole === 'string') return escape(hole)
  if (hole instanceof Html) return hole.toString()
  if (hole === null || hole === undefined || hole === false) return ''
  if (typeof hole === 'number' || typeof hole === 'bigint') return String(hole)
  if (!Array.isArray(hole)) throw new TypeError(`html: a hole cannot print ${typeof hole}`)
  let text = ''
  for (const one of hole as readonly Hole[]) text += print(one)
  return text
}
