/**
 * A form too long for one page: one question a page over one set of answers, kept in a draft between them. A page
 * judges only what it asks; the whole is judged when it is sent. Every step is a link or a button that works without
 * JavaScript: back, "add another", change from the check page, save for later.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { carryOut } from '../kernel/carry-out.ts'
import type { AnyCommand } from '../kernel/command.ts'
import { Conflict, Invalid, NotFound, type Problem } from '../kernel/errors.ts'
import { judge } from '../kernel/fields.ts'
import { newId } from '../kernel/ids.ts'
import { read, type Query, type QueryContext } from '../kernel/query.ts'
import { decode, encode, typed, type Typed } from './decode.ts'
import { errorSummary, hidden, postForm, submit, type Form } from './form.ts'
import { govuk } from './govuk.ts'
import { html, type Html } from './html.ts'
import { conflictNotice, oneMore, oneLess, type Row } from './journey-parts.ts'
import { show, type Face, type Looking, type Page, type PageSpec, type Shown } from './page.ts'
import { checkCsrf, tokenOf } from './session.ts'

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
  draft: Query<object, { id: string; version: number; answers: Answers; changedAt: string; changedBy: string }>
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

interface Loaded<Answers, Lists> {
  draft: { id: string; version: number; answers: Answers; changedAt: string; changedBy: string }
  lists: Lists
  search: Record<string, string>
  n: number
}

interface Posted {
  token: string
  id: string
  n: number
  pairs: [string, string][]
  raw: Typed
  key: string
}

/** The pages of a journey. */
export function journey<Answers extends object, Lists>(spec: Journey<Answers, Lists>): Page[] {
  return [...spec.questions.map((question) => questionPage(spec, question)), checkPage(spec)]
}

type State = { typed?: Typed; problems?: readonly Problem[]; key?: string; stale?: true }

function questionPage<Answers extends object, Lists>(spec: Journey<Answers, Lists>, question: Question<Answers, Lists>): Page {
  const path = `${spec.base}/:id/${question.path}`
  const asking = (state: State): PageSpec<Loaded<Answers, Lists>> => ({
    path,
    load: (context, params, search) => load(spec, context, params, search, question.path),
    view: (loaded, looking) => questionView(spec, question, loaded, looking, state),
  })
  return {
    path,
    asks: { name: `${spec.base}/${question.path}`, schema: question.asks },
    register(app: FastifyInstance, face: Face) {
      app.get(path, (request, reply) => show(face, asking({}), request, reply))
      if (question.dead) return
      app.post(path, async (request, reply) => {
        const posted = readPosted(request)
        const more = posted.raw.get('_add') ? oneMore(posted.pairs, posted.raw.get('_add')) : oneLess(posted.pairs, posted.raw.get('_remove'))
        if (more) return show(face, asking({ typed: typed(more), key: posted.key }), request, reply)
        if (posted.raw.get('_to') === 'later' && isBlank(posted.pairs)) return reply.redirect(spec.base, 303)
        try {
          return await reply.redirect(await keep(spec, question, face, posted), 303)
        } catch (error) {
          const state = { typed: typed(posted.pairs), key: posted.key }
          if (error instanceof Invalid) return show(face, asking({ ...state, problems: error.problems }), request, reply.status(422))
          // Nothing typed is lost: their text and this one, side by side, to choose between.
          if (error instanceof Conflict) return show(face, asking({ ...state, key: newId(), stale: true }), request, reply.status(409))
          throw error
        }
      })
    },
  }
}

/** Keeps what this page asked. Out: where to go next. */
async function keep<Answers extends object, Lists>(
  spec: Journey<Answers, Lists>,
  question: Question<Answers, Lists>,
  { deps }: Face,
  { token, id, n, pairs, raw, key }: Posted,
): Promise<string> {
  const { answers } = await read(deps, { token, door: 'page', params: { id } }, (context) => context.ask(spec.draft, { id }, {}))
  const given = judge(question.asks, decode(question.asks, pairs))
  const changed = question.into(answers, given, n)
  const body = { version: Number(raw.get('_version')), answers: changed }
  await carryOut(deps, spec.answer, { token, door: 'page', params: { id }, body, key })
  const to = raw.get('_to')
  if (to === 'later') return spec.base
  const [before, after] = [spec.route(answers), spec.route(changed)]
  const here = placed(question.path, n)
  const next = () => {
    if (after.includes(to)) return to
    const own = question.next?.(changed, given, n)
    if (own !== undefined) return own
    // Changed from the last page: back there, by way of what the change has newly made a question.
    if (raw.get('_back') === 'check') {
      const fresh = after.find((page) => !before.includes(page))
      return fresh === undefined ? 'check' : `${fresh}?change=1`
    }
    return after[after.indexOf(here) + 1] ?? 'check'
  }
  return `${spec.base}/${id}/${next()}`
}

function questionView<Answers extends object, Lists>(
  spec: Journey<Answers, Lists>,
  question: Question<Answers, Lists>,
  { draft, lists, search, n }: Loaded<Answers, Lists>,
  looking: Looking,
  { typed: again, problems = [], key, stale }: State,
): Shown {
  const { answers } = draft
  const { at } = looking
  const fresh = () => typed(encode(question.from(answers, { n, at }), question.asks))
  const form: Form = { ...looking.form, typed: again ?? fresh(), problems, key: key ?? looking.form.key }
  const changing = (again?.get('_back') || search.change) !== undefined && (again?.get('_back') || search.change) !== ''
  const route = spec.route(answers)
  const here = placed(question.path, n)
  const before = route[route.indexOf(here) - 1]
  const back = changing || !route.includes(here) ? 'check' : before
  const action = `${spec.base}/${draft.id}/${here}`
  // Over a newer version: pressing Continue again is to choose one's own text, knowingly.
  const version = stale ? String(draft.version) : again?.get('_version') || String(draft.version)
  return {
    title: question.title,
    back: { href: back === undefined ? spec.base : `${spec.base}/${draft.id}/${back}` },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${errorSummary(problems)}${stale && conflictNotice(draft, question.rows(answers, n, lists) ?? [])}
${
  question.dead
    ? question.view(form, { answers, n, lists, at })
    : postForm(
        { action, form },
        html`${hidden('_version', form, version)}${changing && hidden('_back', form, 'check')}
${question.view(form, { answers, n, lists, at })}
<div class="govuk-button-group">${submit({ text: 'Continue' })}${submit({ text: 'Save and come back later', name: '_to', value: 'later', kind: 'secondary' })}</div>`,
      )
}
</div></div>`,
  }
}

function checkPage<Answers extends object, Lists>(spec: Journey<Answers, Lists>): Page {
  const path = `${spec.base}/:id/check`
  const asking = ({ problems = [], key }: State): PageSpec<Loaded<Answers, Lists>> => ({
    path,
    load: (context, params, search) => load(spec, context, params, search),
    view: (loaded, looking) => checkView(spec, loaded, { ...looking.form, problems, key: key ?? looking.form.key }),
  })
  return {
    path,
    register(app, face) {
      app.get(path, (request, reply) => show(face, asking({}), request, reply))
      app.post(path, async (request, reply) => {
        const { token, id, raw, key } = readPosted(request)
        try {
          const body = { version: Number(raw.get('_version')) }
          const result = await carryOut(face.deps, spec.send, { token, door: 'page', params: { id }, body, key })
          return await reply.redirect(spec.sent(result), 303)
        } catch (error) {
          if (!(error instanceof Invalid)) throw error
          return show(face, asking({ problems: error.problems, key: newId() }), request, reply.status(422))
        }
      })
    },
  }
}

function checkView<Answers extends object, Lists>(spec: Journey<Answers, Lists>, { draft, lists }: Loaded<Answers, Lists>, form: Form): Shown {
  const { answers } = draft
  const under = `${spec.base}/${draft.id}`
  const route = spec.route(answers)
  const errorList = form.problems.map(({ field, message }) => ({ text: message, href: mending(spec, under, field) }))
  const rows = route.flatMap((page) => {
    const [question, n] = found(spec, page)
    const person = n > 1 ? `, person ${n}` : ''
    const change = (text: string, key: string) => ({ items: [{ href: `${under}/${page}?change=1`, text, visuallyHiddenText: key.toLowerCase() + person }] })
    const answered = question.rows(answers, n, lists)
    if (answered?.length === 0) {
      return [{ key: { text: question.title + person }, value: { html: html`Not answered` }, actions: change('Answer', question.title) }]
    }
    return (answered ?? []).map(({ key, value }) => ({ key: { text: key }, value: { html: html`${value}` }, actions: change('Change', key) }))
  })
  return {
    title: spec.check.title,
    back: { href: `${under}/${route.at(-1)}` },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${errorList.length > 0 && govuk.errorSummary({ titleText: 'There is a problem', errorList })}
<h1 class="govuk-heading-l">${spec.check.title}</h1>
${spec.check.before(answers)}
${govuk.summaryList({ rows })}
${postForm({ action: `${under}/check`, form }, html`${hidden('_version', form, String(draft.version))}${submit({ text: spec.check.button })}`)}
</div></div>`,
  }
}

/** The page that can put right what is wrong with this field of the whole. */
function mending<Answers, Lists>({ questions }: Journey<Answers, Lists>, under: string, field: string): string | undefined {
  const [, number] = /^[a-z]+\.(\d+)\b/.exec(field) ?? []
  const plain = field.replace(/\.\d+/, '.0')
  const fits = questions.flatMap(({ path, mends = [] }) =>
    mends.filter((mend) => plain === mend || plain.startsWith(`${mend}.`)).map((mend) => ({ path, length: mend.length })),
  )
  const [best] = fits.toSorted((a, b) => b.length - a.length)
  return best && `${under}/${placed(best.path, Number(number ?? 0) + 1)}?change=1`
}

async function load<Answers extends object, Lists>(
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

function readPosted(request: FastifyRequest): Posted {
  const token = tokenOf(request)
  const pairs = request.body as [string, string][]
  const raw = typed(pairs)
  checkCsrf(request, token, raw.get('_csrf'))
  const { id = '', n = '0' } = request.params as Record<string, string>
  return { token, id, n: numberOf(n), pairs, raw, key: raw.get('_key') || newId() }
}

/** Which of several, from the URL. Errors: NotFound. */
function numberOf(n: string): number {
  if (!/^\d{1,2}$/.test(n)) throw new NotFound()
  return Number(n)
}

const placed = (path: string, n: number) => path.replace(':n', String(n))

function found<Answers, Lists>({ questions }: Journey<Answers, Lists>, page: string): [Question<Answers, Lists>, number] {
  const n = /\/(\d+)(\/|$)/.exec(page)?.[1]
  const path = n === undefined ? page : page.replace(`/${n}`, '/:n')
  const question = questions.find((one) => one.path === path)
  if (!question) throw new Error(`The route leads to ${page}, and no question is there`)
  return [question, Number(n ?? 0)]
}

const isBlank = (pairs: readonly [string, string][]) => pairs.every(([name, value]) => name.startsWith('_') || value.trim() === '')

