/** A page that asks a query with what was typed and goes where the answer is. Sent by POST, so that what somebody typed or
 *  pasted into the wrong box stands in no address, no history and no log. */
import { judge } from '../kernel/fields.ts'
import { NotFound, type Problem } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { read, type Query } from '../kernel/query.ts'
import { decode, typed, type Typed } from './decode.ts'
import { errorSummary, type Form } from './form.ts'
import { html } from './html.ts'
import { show, type Page, type PageSpec, type Shown } from './page.ts'
import { refusedForm } from './refused.ts'
import { checkCsrf, postedPairs, tokenOf } from './session.ts'

interface LookUp<Input, Answer extends object> {
  path: string
  query: Query<Input, Answer>
  view: (form: Form) => Shown
  then: (answer: Answer) => string
  /** Said when there is nothing, or nothing that this member may see: the same of both. */
  missing: Problem
}

export function lookUpPage<Input, Answer extends object>(spec: LookUp<Input, Answer>): Page {
  const { path, query } = spec
  const asking = (answers: { typed: Typed; problems: Problem[] }): PageSpec<object> => ({
    path,
    load: async () => ({}),
    view: (_, looking) => {
      const form = { ...looking.form, ...answers, key: newId() }
      const shown = spec.view(form)
      return { ...shown, body: html`${errorSummary(form.problems)}${shown.body}` }
    },
  })
  return {
    path,
    asks: { name: `${query.name} (page)`, schema: query.input, breaks: { missing: spec.missing } },
    register(app, face) {
      app.get(path, (request, reply) =>
        show(face, asking({ typed: typed([]), problems: [] }), request, reply),
      )
      app.post(path, async (request, reply) => {
        const token = tokenOf(request)
        const pairs = postedPairs(request)
        const posted = typed(pairs)
        try {
          checkCsrf(request, token, posted.get('_csrf'))
          const answer = await read(face.deps, { token, door: 'page', params: {} }, (context) =>
            context.ask(query, {}, judge(query.input, decode(query.input, pairs))),
          )
          return await reply.redirect(spec.then(answer), 303)
        } catch (error) {
          const refused =
            error instanceof NotFound ? { status: 404, problems: [spec.missing] } : refusedForm(error)
          if (!refused) throw error
          const { status, problems } = refused
          return show(face, asking({ typed: posted, problems }), request, reply.status(status))
        }
      })
    },
  }
}
