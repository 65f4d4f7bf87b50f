import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isAllowed } from '../kernel/allowed.ts'
import { carryOut, isKey } from '../kernel/carry-out.ts'
import type { Command, Params } from '../kernel/command.ts'
import type { Deps } from '../kernel/deps.ts'
import { Forbidden, Invalid, NotFound, type Problem } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { together } from '../kernel/database/transaction.ts'
import { onCallNow, type OnCall } from '../kernel/on-call.ts'
import { read, type QueryContext } from '../kernel/query.ts'
import type { Actor } from '../kernel/session.ts'
import type { Assets } from './assets.ts'
import { closeGaps, decode, typed, typedFrom, type Typed } from './decode.ts'
import type { Form } from './form.ts'
import { errorSummary } from './form.ts'
import { html, type Html } from './html.ts'
import { demoBanner, layout, signOut, whereOneIs, type NavigationItem } from './layout.ts'
import { parkedHere, sentAgain, sentTooLate } from './parked.ts'
import { isRefusal, refusedForm } from './refused.ts'
import { searchOf, type Search } from './search.ts'
import { checkCsrf, csrfOf, postedPairs, tokenOf } from './session.ts'

export type { Search }

/** What a view makes: the frame is put round it. */
export interface Shown {
  /** Never a person's name. */
  title: string
  body: Html
  back?: { href: string; text?: string }
  bar?: Html
  wide?: boolean
}

/** What a page view may need besides its data: who is looking, and a fresh form for a button. */
export interface Looking {
  actor: Actor
  at: Date
  form: Form
  /** Whom to ring at the hub, now. */
  onCall?: OnCall
}

/** What a page may answer with when it was filled in wrongly: for the page that shows every message there is. */
export interface Asks {
  name: string
  schema: z.ZodType
  breaks?: Record<string, Problem>
}

interface AnyPage {
  path: string
  asks?: Asks
  /** A form that is read as well, also by who may not send it. */
  alsoReads?: true
  register(app: FastifyInstance, face: Face): void
}
export type { AnyPage as Page }

/** Everything the pages of one face share. */
export interface Face {
  deps: Deps
  assets: Assets
  navigation: (actor: Actor) => Omit<NavigationItem, 'current'>[]
}

export interface PageSpec<Data> {
  path: string
  /** Asks the queries: one snapshot, their access rows in the same transaction. */
  load: (context: QueryContext, params: Params, search: Search) => Promise<Data>
  view: (data: Data, looking: Looking) => Shown
}

/** A URL that shows something. */
export function page<Data>(spec: PageSpec<Data>): AnyPage {
  return {
    path: spec.path,
    register: (app, face) => void app.get(spec.path, (request, reply) => show(face, spec, request, reply)),
  }
}

interface FormPageSpec<Data, Input, Subject, Result extends object> {
  path: string
  command: Command<Input, Subject, Result>
  load: PageSpec<Data>['load']
  /** Read as well, also by who may not send the form: the view leaves it out for them. */
  alsoReads?: true
  /** What stands in the form when it is opened, as JSON. */
  prefill?: (data: Data, search: Search) => unknown
  /** Puts right what a form cannot say, before the schema judges: an empty box is an absent answer. */
  complete?: (body: Partial<Input>) => Partial<Input>
  view: (data: Data, form: Form, looking: Omit<Looking, 'form'> & { allowed: boolean }) => Shown
  /** Where to go when it is done. */
  then: (result: Result, params: Params) => string
}

/** A URL that asks on GET and carries out its command on POST. */
export function formPage<Data, Input, Subject, Result extends object>(
  spec: FormPageSpec<Data, Input, Subject, Result>,
): AnyPage {
  const asking = (
    answers: (data: Data, search: Search) => { typed: Typed; problems: Problem[]; key: string },
    opening = true,
  ): PageSpec<Data & object> => ({
    path: spec.path,
    load: async (context, params, search) => {
      // Nobody types what they would be refused: of something, what one may not do is not there; of nothing yet, it is not theirs.
      const refusal = () => (params.id ? new NotFound() : new Forbidden())
      const { data, allowed } = await together({
        data: spec.load(context, params, search).catch((error: unknown) => {
          throw error instanceof Forbidden ? refusal() : error
        }),
        allowed: !opening || isAllowed(spec.command, context, params),
      })
      if (!allowed && !spec.alsoReads) throw refusal()
      return { data, search, allowed } as never
    },
    view: (loaded, looking) => {
      const { data, search, allowed } = loaded as never as { data: Data; search: Search; allowed: boolean }
      const form = { ...looking.form, ...answers(data, search) }
      const shown = spec.view(data, form, { ...looking, allowed })
      return { ...shown, body: html`${errorSummary(form.problems)}${shown.body}` }
    },
  })
  const fresh = asking((data, search) => ({
    typed: spec.prefill ? typedFrom(spec.prefill(data, search), spec.command.input) : typed([]),
    problems: [],
    key: newId(),
  }))
  return {
    path: spec.path,
    ...(spec.alsoReads && { alsoReads: true as const }),
    asks: { name: spec.command.name, schema: spec.command.input, breaks: spec.command.breaks },
    register(app, face) {
      app.get(spec.path, async (request, reply) => {
        const pairs = await parkedHere(face.deps, request)
        if (!pairs) return show(face, fresh, request, reply)
        // Sent with an expired session: as a refused form, because nothing was carried out.
        const again = asking(() => ({
          typed: typed(pairs),
          problems: [sentTooLate],
          key: typed(pairs).get('_key') || newId(),
        }))
        return show(face, again, request, reply.status(422))
      })
      app.post(spec.path, async (request, reply) => {
        const token = tokenOf(request)
        const pairs = postedPairs(request)
        const posted = typed(pairs)
        const key = posted.get('_key') || newId()
        const params = request.params as Params
        const again = (problems: Problem[], sameKey: boolean) =>
          asking(
            () => ({
              typed: typed(closeGaps(spec.command.input, pairs)),
              problems,
              key: sameKey && isKey(key) ? key : newId(),
            }),
            false,
          )
        try {
          checkCsrf(request, token, posted.get('_csrf'))
          // "Add another" is a submit button that carries nothing out: the same page, with room for one more.
          if (posted.get('_more')) {
            return await show(
              face,
              asking(() => ({ typed: posted, problems: [], key })),
              request,
              reply,
            )
          }
          const decoded = decode(spec.command.input, pairs) as Partial<Input>
          const body = spec.complete?.(decoded) ?? decoded
          const result = await carryOut(face.deps, spec.command, { token, door: 'page', params, body, key })
          await sentAgain(face.deps, request, reply)
          return await reply.redirect(spec.then(result, params), 303)
        } catch (error) {
          // Nothing typed is lost: the page again, with what was typed and what is wrong with it.
          const refused = refusedForm(error)
          if (!refused) throw error
          const { status, problems } = refused
          return show(face, again(problems, status !== 409), request, reply.status(status)).catch(
            (failed) => {
              // The page can no longer be shown to them: of a wrong answer they hear that, of a refusal the refusal.
              throw error instanceof Invalid || !isRefusal(failed) ? failed : error
            },
          )
        }
      })
    },
  }
}

/** Asks what the page loads and answers with it, framed. In: the status to answer with is already on the reply. */
export async function show<Data>(
  face: Face,
  spec: PageSpec<Data>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const token = tokenOf(request)
  const params = request.params as Params
  const { data, actor, at, onCall } = await read(
    face.deps,
    { token, door: 'page', params },
    async (context) => ({
      actor: context.actor,
      at: context.at,
      ...(await together({
        data: spec.load(context, params, searchOf(request)),
        onCall: onCallNow(context.tx),
      })),
    }),
  )
  const csrf = csrfOf(token)
  const shown = spec.view(data, {
    actor,
    at,
    onCall,
    form: { typed: typed([]), problems: [], key: newId(), csrf },
  })
  void reply.type('text/html; charset=utf-8')
  return frame(face, shown, { actor, onCall, csrf, url: request.url, errors: reply.statusCode >= 400 })
}

interface Around {
  actor: Actor
  onCall?: OnCall
  csrf: string
  url: string
  errors: boolean
}

function frame(
  { assets, navigation }: Face,
  shown: Shown,
  { actor, onCall, csrf, url, errors }: Around,
): string {
  return layout({
    ...shown,
    assets,
    errors,
    onCall,
    banner: actor.demo ? demoBanner() : undefined,
    nav: whereOneIs(navigation(actor), url.split('?')[0] ?? ''),
    who: { name: actor.name, roles: actor.roles.join(', '), signOut: signOut('/sign-out', csrf) },
  })
}
