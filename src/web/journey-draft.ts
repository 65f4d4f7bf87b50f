/** What a journey and its questions are made of, and the draft that stands behind each of its pages. */
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { AnyCommand } from '../kernel/command.ts'
import { NotFound, type Problem } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Query, QueryContext } from '../kernel/query.ts'
import { typed, type Typed } from './decode.ts'
import type { Form } from './form.ts'
import type { Html } from './html.ts'
import type { Row } from './journey-parts.ts'
import { postedPairs, tokenOf } from './session.ts'

/** What a question's view has besides the form: the answers so far, which one of a list it is about, and the lists to choose from. */
export interface About<Answers, Lists> {
  answers: Answers
  /** From 1, for a question that is asked of each of several; 0 otherwise. */
  n: number
  lists: Lists
  at: Date
}

/** One page of a journey. */
export interface Question<Answers, Lists, Given = unknown> {
  /** Under the draft: 'where', or 'people/:n/name' for one that is asked of each of several. */
  path: string
  /** Never a name. */
  title: string
  /** What this page judges, and nothing else. */
  asks: z.ZodType<Given>
  /** What stands in the form when it is opened. */
  from(answers: Answers, about: { n: number; at: Date }): unknown
  /** The answers with what was given here. */
  into(answers: Answers, given: Given, n: number): Answers
  view(form: Form, about: About<Answers, Lists>): Html
  /** The answer in words: for checking, and beside another when two people wrote at once. None: not answered yet.
   *  Undefined: it is not an answer that is checked here. */
  rows(answers: Answers, n: number, lists: Lists): Row[] | undefined
  /** Which fields of the whole this page can mend: 'account', 'people.0.names'. */
  mends?: readonly string[]
  /** Where to go, when that is not the next page of the route. */
  next?(answers: Answers, given: Given, n: number): string | undefined
  /** The end of a road: it says something and asks nothing. */
  dead?: true
}

export interface Journey<Answers, Lists> {
  /** '/refer': the draft's id and the question come after it. */
  base: string
  /** The draft, for who holds it. */
  draft: Query<
    object,
    { id: string; version: number; answers: Answers; changedAt: string; changedBy: string }
  >
  answer: AnyCommand
  send: AnyCommand
  questions: readonly Question<Answers, Lists>[]
  /** The pages of these answers in their order, each with its number filled in: 'people/2/name'. */
  route(answers: Answers): string[]
  lists(context: QueryContext): Promise<Lists>
  /** What stands above the summary and above the button of the last page. */
  check: { title: string; before(answers: Answers): Html; button: string }
  sent(result: object): string
}

/** Behind each page. */
export interface Loaded<Answers, Lists> {
  draft: { id: string; version: number; answers: Answers; changedAt: string; changedBy: string }
  lists: Lists
  search: Record<string, string>
  n: number
}

export interface Posted {
  token: string
  id: string
  n: number
  pairs: [string, string][]
  raw: Typed
  key: string
}

/** What a page is shown with again: what was typed, and what is wrong with it. */
export interface State {
  typed?: Typed
  problems?: readonly Problem[]
  key?: string
  stale?: true
}

/** The draft and what its questions choose from. Errors: NotFound, also for somebody who was taken out of it. */
export async function load<Answers extends object, Lists>(
  spec: Journey<Answers, Lists>,
  context: QueryContext,
  { id = '', n = '0' }: Record<string, string>,
  search: Record<string, string>,
  path = '',
): Promise<Loaded<Answers, Lists>> {
  const draft = await context.ask(spec.draft, { id }, {})
  // Somebody who was never added, or was taken out again.
  const item = path.includes('/:n/') ? placed(path.slice(0, path.indexOf(':n') + 3), numberOf(n)) : ''
  if (!spec.route(draft.answers).some((page) => page.startsWith(item))) throw new NotFound()
  return { draft, lists: await spec.lists(context), search, n: numberOf(n) }
}

/** What was posted. Whether a page of ours sent it is asked by `checkCsrf`, so that a refusal can show it again. */
export function readPosted(request: FastifyRequest): Posted {
  const token = tokenOf(request)
  const pairs = postedPairs(request)
  const raw = typed(pairs)
  const { id = '', n = '0' } = request.params as Record<string, string>
  return { token, id, n: numberOf(n), pairs, raw, key: raw.get('_key') || newId() }
}

/** Which of several, from the URL. Errors: NotFound. */
function numberOf(n: string): number {
  if (!/^\d{1,2}$/.test(n)) throw new NotFound()
  return Number(n)
}

/** The path of a question that is asked of each of several, for one of them. */
export const placed = (path: string, n: number) => path.replace(':n', String(n))
