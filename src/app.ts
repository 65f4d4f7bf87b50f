import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import files from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { apiDoor } from './api/door.ts'
import { transaction } from './kernel/database/transaction.ts'
import type { Deps } from './kernel/deps.ts'
import { NotFound, SignedOut } from './kernel/errors.ts'
import { onCallAnyway } from './kernel/on-call.ts'
import type { Assets } from './web/assets.ts'
import { problemJson, troubleOf } from './web/errors.ts'
import { formMessagesPage } from './web/form-messages.ts'
import { sentForm, withTyped } from './web/kept.ts'
import { layout } from './web/layout.ts'
import { park } from './web/parked.ts'
import { lastSeen, safeReturn, sessionOf, tokenOf } from './web/session.ts'
import { sql } from 'kysely'
import { build } from './kernel/database/build.ts'
import { navigation } from './navigation.ts'
import { commands, forms, pages, queries, signInPages, type OpenId } from './registry.ts'

export interface StaffOptions {
  deps: Deps
  assets: Assets
  trustProxy?: boolean
  /** The organisation's own sign-in; none means that nobody but the people of a demonstration signs in to the pages. */
  openId?: OpenId
}

/** For the operator: what kind of error and where in the code, never its message. PostgreSQL's messages quote values. */
function whereItHappened(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error'
  const { code } = error as { code?: unknown }
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
  return [`${error.name} ${typeof code === 'string' ? code : ''}`, ...frames].join('\n')
}

/** The staff face and the JSON door, every part on this one page and in this order. Out: an app that is not yet listening. */
export async function buildStaff({
  deps,
  assets,
  trustProxy = false,
  openId,
}: StaffOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // No request log: a URL is harmless by rule, and still says who looked at what and when. kernel.access says it, guarded.
    logger: false,
    // One hop: what our proxy says of who asked it. What came before that is whatever somebody sent, and would give the limit of
    // sign-ins as many addresses as they like.
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    frameworkErrors: (error, request, reply) => void answerTrouble(error, request, reply),
    routerOptions: { maxParamLength: 200 },
  })

  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: trustProxy,
    xFrameOptions: { action: 'deny' },
  })
  await app.register(rateLimit, { global: false })
  await app.register(files, {
    root: assets.dir,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  })

  app.addHook('onRequest', async (request, reply) => {
    // Nothing that a signed-in person sees may stay in a cache or come back with the Back button after signing out.
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store')
  })
  const seen = lastSeen(deps)
  app.addHook('onResponse', async (request) => {
    if (!request.cookies || request.url.startsWith('/assets/')) return
    try {
      await seen(tokenOf(request))
    } catch {
      // No session, or no database just now: the answer has already gone, and the next one will say it.
    }
  })

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, [...new URLSearchParams(body as string)]),
  )

  async function answerTrouble(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    const { url } = request
    const isPage = !url.startsWith('/api/') && !(error instanceof SignedOut)
    const onCall = isPage ? await onCallAnyway(deps, sessionOf(request)) : undefined
    const trouble = troubleOf(error, onCall)
    const typed = url.startsWith('/api/') ? undefined : sentForm(request)
    if (trouble.status === 500) deps.log(`Unexpected: ${whereItHappened(error)}`)
    void reply.status(trouble.status)
    if (url.startsWith('/api/')) {
      if (trouble.status === 401) reply.header('www-authenticate', 'Bearer')
      return reply.type('application/problem+json').send(problemJson(trouble))
    }
    if (error instanceof SignedOut) {
      const parked = await park(deps, request, reply)
      const then = request.method === 'GET' || parked ? safeReturn(url) : '/'
      return reply.redirect(then === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(then)}`, 303)
    }
    const page = typed
      ? withTyped(trouble.page, typed, trouble.status === 503 ? url : undefined)
      : trouble.page
    return reply.type('text/html; charset=utf-8').send(layout({ ...page, assets, onCall }))
  }
  app.setErrorHandler((error, request, reply) => answerTrouble(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerTrouble(new NotFound(), request, reply))

  app.get('/healthz', async () => {
    await transaction(deps.pool, 'read committed', (tx) => tx.run(sql`select 1`.compile(build)))
    return { status: 'ok' }
  })
  apiDoor(app, deps, commands, queries)
  for (const page of [...signInPages(openId), ...pages, formMessagesPage(forms)])
    page.register(app, { deps, assets, navigation })
  return app
}
