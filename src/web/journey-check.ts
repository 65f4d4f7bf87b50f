/** The last page of a journey: every answer with a way to change it, and the button that sends. */
import { carryOut } from '../kernel/carry-out.ts'
import { newId } from '../kernel/ids.ts'
import { hidden, postForm, submit, type Form } from './form.ts'
import { govuk } from './govuk.ts'
import { html } from './html.ts'
import {
  load,
  placed,
  readPosted,
  type Journey,
  type Loaded,
  type Question,
  type State,
} from './journey-draft.ts'
import { parkedHere, sentAgain, sentTooLate } from './parked.ts'
import { show, type Page, type PageSpec, type Shown } from './page.ts'
import { refusedForm } from './refused.ts'
import { checkCsrf } from './session.ts'

/** What will be sent, judged whole when it is. */
export function checkPage<Answers extends object, Lists>(spec: Journey<Answers, Lists>): Page {
  const path = `${spec.base}/:id/check`
  const asking = ({ problems = [], key }: State): PageSpec<Loaded<Answers, Lists>> => ({
    path,
    load: (context, params, search) => load(spec, context, params, search),
    view: (loaded, looking) =>
      checkView(spec, loaded, { ...looking.form, problems, key: key ?? looking.form.key }),
  })
  return {
    path,
    register(app, face) {
      app.get(path, async (request, reply) => {
        if (!(await parkedHere(face.deps, request))) return show(face, asking({}), request, reply)
        return show(face, asking({ problems: [sentTooLate] }), request, reply.status(422))
      })
      app.post(path, async (request, reply) => {
        const { token, id, raw, key } = readPosted(request)
        try {
          checkCsrf(request, token, raw.get('_csrf'))
          const body = { version: Number(raw.get('_version')) }
          const result = await carryOut(face.deps, spec.send, {
            token,
            door: 'page',
            params: { id },
            body,
            key,
          })
          await sentAgain(face.deps, request, reply)
          return await reply.redirect(spec.sent(result), 303)
        } catch (error) {
          const refused = refusedForm(error)
          if (!refused) throw error
          const { status, problems } = refused
          return show(face, asking({ problems, key: newId() }), request, reply.status(status))
        }
      })
    },
  }
}

function checkView<Answers extends object, Lists>(
  spec: Journey<Answers, Lists>,
  { draft, lists }: Loaded<Answers, Lists>,
  form: Form,
): Shown {
  const { answers } = draft
  const under = `${spec.base}/${draft.id}`
  const route = spec.route(answers)
  const errorList = form.problems.map(({ field, message }) => ({
    text: message,
    href: mending(spec, under, field),
  }))
  const rows = route.flatMap((page) => {
    const [question, n] = found(spec, page)
    const person = n > 1 ? `, person ${n}` : ''
    const change = (text: string, key: string) => ({
      items: [{ href: `${under}/${page}?change=1`, text, visuallyHiddenText: key.toLowerCase() + person }],
    })
    const answered = question.rows(answers, n, lists)
    if (answered?.length === 0) {
      return [
        {
          key: { text: question.title + person },
          value: { html: html`Not answered` },
          actions: change('Answer', question.title),
        },
      ]
    }
    return (answered ?? []).map(({ key, value }) => ({
      key: { text: key },
      value: { html: html`${value}` },
      actions: change('Change', key),
    }))
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
function mending<Answers, Lists>(
  { questions }: Journey<Answers, Lists>,
  under: string,
  field: string,
): string | undefined {
  const [, number] = /^[a-z]+\.(\d+)\b/.exec(field) ?? []
  const plain = field.replace(/\.\d+/, '.0')
  const fits = questions.flatMap(({ path, mends = [] }) =>
    mends
      .filter((mend) => plain === mend || plain.startsWith(`${mend}.`))
      .map((mend) => ({ path, length: mend.length })),
  )
  const [best] = fits.toSorted((a, b) => b.length - a.length)
  return best && `${under}/${placed(best.path, Number(number ?? 0) + 1)}?change=1`
}

/** The question of one page of a route, and of whom it is asked. */
function found<Answers, Lists>(
  { questions }: Journey<Answers, Lists>,
  page: string,
): [Question<Answers, Lists>, number] {
  const n = /\/(\d+)(\/|$)/.exec(page)?.[1]
  const path = n === undefined ? page : page.replace(`/${n}`, '/:n')
  const question = questions.find((one) => one.path === path)
  if (!question) throw new Error(`The route leads to ${page}, and no question is there`)
  return [question, Number(n ?? 0)]
}
