/**
 * A form too long for one page: one question a page over one set of answers, kept in a draft between them. A page
 * judges only what it asks; the whole is judged when it is sent. Every step is a link or a button that works without
 * JavaScript: back, "add another", change from the check page, save for later.
 */
import type { FastifyInstance } from 'fastify'
import { carryOut, isKey } from '../kernel/carry-out.ts'
import { Conflict } from '../kernel/errors.ts'
import { judge } from '../kernel/fields.ts'
import { newId } from '../kernel/ids.ts'
import { read } from '../kernel/query.ts'
import { decode, encode, typed } from './decode.ts'
import { errorSummary, hidden, postForm, submit, type Form } from './form.ts'
import { html } from './html.ts'
import { checkPage } from './journey-check.ts'
import {
  load,
  placed,
  readPosted,
  type Journey,
  type Loaded,
  type Posted,
  type Question,
  type State,
} from './journey-draft.ts'
import { conflictNotice, oneLess, oneMore } from './journey-parts.ts'
import { parkedHere, sentAgain, sentTooLate } from './parked.ts'
import { show, type Face, type Looking, type Page, type PageSpec, type Shown } from './page.ts'
import { refusedForm } from './refused.ts'
import { checkCsrf } from './session.ts'

export type { About, Journey, Question } from './journey-draft.ts'

/** The pages of a journey. */
export function journey<Answers extends object, Lists>(spec: Journey<Answers, Lists>): Page[] {
  return [...spec.questions.map((question) => questionPage(spec, question)), checkPage(spec)]
}

function questionPage<Answers extends object, Lists>(
  spec: Journey<Answers, Lists>,
  question: Question<Answers, Lists>,
): Page {
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
      app.get(path, async (request, reply) => {
        const pairs = await parkedHere(face.deps, request)
        if (!pairs) return show(face, asking({}), request, reply)
        const state = { typed: typed(pairs), key: typed(pairs).get('_key') || newId() }
        return show(face, asking({ ...state, problems: [sentTooLate] }), request, reply.status(422))
      })
      if (question.dead) return
      app.post(path, async (request, reply) => {
        const posted = readPosted(request)
        try {
          checkCsrf(request, posted.token, posted.raw.get('_csrf'))
          const more = posted.raw.get('_add')
            ? oneMore(posted.pairs, posted.raw.get('_add'))
            : oneLess(posted.pairs, posted.raw.get('_remove'))
          if (more) return await show(face, asking({ typed: typed(more), key: posted.key }), request, reply)
          if (posted.raw.get('_to') === 'later' && isBlank(posted.pairs))
            return await reply.redirect(spec.base, 303)
          const next = await keep(spec, question, face, posted)
          await sentAgain(face.deps, request, reply)
          return await reply.redirect(next, 303)
        } catch (error) {
          const state = { typed: typed(posted.pairs), key: isKey(posted.key) ? posted.key : newId() }
          // Nothing typed is lost: their text and this one, side by side, to choose between.
          if (error instanceof Conflict)
            return show(face, asking({ ...state, key: newId(), stale: true }), request, reply.status(409))
          const refused = refusedForm(error)
          if (!refused) throw error
          return show(
            face,
            asking({ ...state, problems: refused.problems }),
            request,
            reply.status(refused.status),
          )
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
  const { answers } = await read(deps, { token, door: 'page', params: { id } }, (context) =>
    context.ask(spec.draft, { id }, {}),
  )
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
  const changing = again ? again.get('_back') === 'check' : search.change !== undefined
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

const isBlank = (pairs: readonly [string, string][]) =>
  pairs.every(([name, value]) => name.startsWith('_') || value.trim() === '')
