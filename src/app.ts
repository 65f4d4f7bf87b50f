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
import { hasRole, worksForHub, type Actor } from './kernel/session.ts'
import { alerts, rota, describeMyself, setLanguages, worker } from './modules/accounts/index.ts'
import { accountCommands, accountPages, accountQueries } from './modules/accounts/routes.ts'
import {
  endWarning,
  raiseWarning,
  acceptReferral,
  callCard,
  handovers,
  interpretingCommands,
  lendingCommands,
  lendings,
  heldPosts,
  postCommands,
  recordWishes,
  wishesForReferral,
  writeHandover,
  agreementWording,
  agreeNoAnswer,
  approveCost,
  caseTimeline,
  catalogues,
  caseWithPlan,
  checkNotice,
  closeCase,
  moveDocument,
  openCases,
  planFirstContact,
  postsForReferral,
  promiseAction,
  recordAgreement,
  recordCapacity,
  recordContact,
  recordDocument,
  recordFollowUp,
  recordNeed,
  recordOutcome,
  reopenCase,
  whoLooked,
  withdrawAgreement,
} from './modules/cases/index.ts'
import { casePages } from './modules/cases/routes.ts'
import { peopleSupported } from './modules/figures/index.ts'
import { figurePages } from './modules/figures/routes.ts'
import { peoplePages } from './modules/people/routes.ts'
import {
  answerCrisis,
  checkSafety,
  closeCrisis,
  crisisTonight,
  openCrises,
  warningsFor,
  addChannel,
  correctChannel,
  excludeWorker,
  liftRestriction,
  markChannel,
  recordWishesOf,
  restrictPerson,
  setCheckQuestion,
  setInvolvement,
  useChannel,
  verifyChannel,
} from './modules/people/index.ts'
import {
  caseCover,
  closedCases,
  coverGaps,
  followUpsDue,
  notMetYet,
  notesLeft,
  postBoard,
  promisesDue,
  withoutContact,
} from './modules/cases/index.ts'
import { referEncounter, today } from './modules/desk/index.ts'
import { deskPages } from './modules/desk/routes.ts'
import {
  comeBack,
  comeBacksDue,
  encounter,
  encountersOfVisit,
  overdueAlone,
  planVisit,
  recordEncounters,
  recordPremises,
  reportVisit,
  ringAlone,
  sayBack,
  tellHousing,
  visitPlan,
  visits,
} from './modules/operations/index.ts'
import { operationsPages } from './modules/operations/routes.ts'
import {
  answerDraft,
  answerQuestion,
  askForMore,
  beginDraft,
  discardDropRow,
  draftAnswers,
  dropFolder,
  handOverDraft,
  myDrafts,
  openedDropRow,
  referPeople,
  referQuickly,
  referralAsSent,
  referralForCrimeSystem,
  refuseReferral,
  sendDraft,
  sentReferrals,
  sentTogether,
  throwDraftAway,
  typeDropRow,
  waitingReferrals,
} from './modules/referrals/index.ts'
import { referralPages } from './modules/referrals/routes.ts'
import { enterNotice, nameSpoc, notice, notices, recordCrime } from './modules/nrm/index.ts'
import { nrmPages } from './modules/nrm/routes.ts'
import type { AnyCommand } from './kernel/command.ts'
import type { AnyQuery } from './kernel/query.ts'
import type { Assets } from './web/assets.ts'
import { problemJson, troubleOf } from './web/errors.ts'
import { formMessagesPage } from './web/form-messages.ts'
import { layout } from './web/layout.ts'
import type { Asks } from './web/page.ts'
import { lastSeen, sessionOf, tokenOf } from './web/session.ts'
import { sql } from 'kysely'
import { build } from './kernel/database/build.ts'

/** Every write that a door may ask for. */
export const commands: readonly AnyCommand[] = [
  referPeople,
  refuseReferral,
  referQuickly,
  askForMore,
  answerQuestion,
  beginDraft,
  answerDraft,
  handOverDraft,
  sendDraft,
  throwDraftAway,
  acceptReferral,
  recordNeed,
  promiseAction,
  recordOutcome,
  recordContact,
  recordAgreement,
  closeCase,
  recordFollowUp,
  restrictPerson,
  liftRestriction,
  excludeWorker,
  checkNotice,
  approveCost,
  planFirstContact,
  agreeNoAnswer,
  withdrawAgreement,
  recordCapacity,
  recordDocument,
  moveDocument,
  reopenCase,
  setInvolvement,
  addChannel,
  correctChannel,
  markChannel,
  verifyChannel,
  useChannel,
  setCheckQuestion,
  recordPremises,
  planVisit,
  recordEncounters,
  comeBack,
  sayBack,
  tellHousing,
  reportVisit,
  referEncounter,
  ...accountCommands,
  checkSafety,
  raiseWarning,
  endWarning,
  answerCrisis,
  closeCrisis,
  setLanguages,
  describeMyself,
  recordWishesOf,
  recordWishes,
  ...postCommands,
  ...lendingCommands,
  ...interpretingCommands,
  writeHandover,
  typeDropRow,
  discardDropRow,
  enterNotice,
  recordCrime,
  nameSpoc,
]

/** Every read that the JSON door answers. */
export const queries: readonly AnyQuery[] = [
  waitingReferrals,
  referralAsSent,
  postsForReferral,
  sentReferrals,
  sentTogether,
  myDrafts,
  draftAnswers,
  openCases,
  caseWithPlan,
  peopleSupported,
  caseTimeline,
  whoLooked,
  agreementWording,
  ...catalogues,
  rota,
  alerts,
  warningsFor,
  openCrises,
  crisisTonight,
  heldPosts,
  wishesForReferral,
  worker,
  lendings,
  callCard,
  handovers,
  today,
  promisesDue,
  followUpsDue,
  withoutContact,
  notMetYet,
  notesLeft,
  closedCases,
  caseCover,
  coverGaps,
  postBoard,
  visits,
  visitPlan,
  encountersOfVisit,
  encounter,
  comeBacksDue,
  overdueAlone,
  ringAlone,
  ...accountQueries,
  dropFolder,
  openedDropRow,
  referralForCrimeSystem,
  notices,
  notice,
]

const pages = [
  ...accountPages,
  ...referralPages,
  ...casePages,
  ...figurePages,
  ...operationsPages,
  ...deskPages,
  ...nrmPages,
  ...peoplePages,
]

/** Everything a person or a program may fill in: what it may answer with stands on one page. */
export const forms: readonly Asks[] = [
  ...commands.map(({ name, input, breaks }) => ({ name, schema: input, breaks })),
  ...queries.map(({ name, input }) => ({ name: `${name} (list)`, schema: input })),
  ...pages.flatMap(({ asks }) => asks ?? []),
]

function navigation(actor: Actor) {
  const hub = worksForHub(actor)
  return [
    ...(hub ? [{ text: 'Today', href: '/today' }] : []),
    ...(hub
      ? [
          { text: 'Referrals', href: '/referrals' },
          { text: 'Cases', href: '/cases' },
          { text: 'Visits', href: '/visits' },
          { text: 'Posts', href: '/posts' },
          { text: 'Language help', href: '/language-help' },
          { text: 'Safety check', href: '/safety-check' },
        ]
      : []),
    ...(hub || hasRole(actor, 'referrer', 'partner', 'investigator')
      ? [
          { text: 'Refer someone', href: '/refer' },
          { text: 'Sent', href: '/sent-referrals' },
        ]
      : []),
    ...(hasRole(actor, 'manager') ? [{ text: 'Drop folder', href: '/drop-folder' }] : []),
    ...(hasRole(actor, 'manager', 'investigator') ? [{ text: 'Notices', href: '/notices' }] : []),
    ...(hub || hasRole(actor, 'governance', 'publisher') ? [{ text: 'Figures', href: '/figures' }] : []),
    { text: 'On call', href: '/on-call' },
    ...(hasRole(actor, 'guardian') ? [{ text: 'Alerts', href: '/alerts' }] : []),
    ...(hasRole(actor, 'administrator')
      ? [
          { text: 'Members', href: '/members' },
          { text: 'Jobs', href: '/jobs' },
        ]
      : []),
    ...(actor.demo && hasRole(actor, 'administrator')
      ? [{ text: 'Form messages', href: '/form-messages' }]
      : []),
  ]
}

export interface StaffOptions {
  deps: Deps
  assets: Assets
  trustProxy?: boolean
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
}: StaffOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // No request log: a URL is harmless by rule, and still says who looked at what and when. kernel.access says it, guarded.
    logger: false,
    trustProxy,
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
    if (trouble.status === 500) deps.log(`Unexpected: ${whereItHappened(error)}`)
    void reply.status(trouble.status)
    if (url.startsWith('/api/')) {
      if (trouble.status === 401) reply.header('www-authenticate', 'Bearer')
      return reply.type('application/problem+json').send(problemJson(trouble))
    }
    if (error instanceof SignedOut) return reply.redirect('/sign-in', 303)
    return reply.type('text/html; charset=utf-8').send(layout({ ...trouble.page, assets, onCall }))
  }
  app.setErrorHandler((error, request, reply) => answerTrouble(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerTrouble(new NotFound(), request, reply))

  app.get('/healthz', async () => {
    await transaction(deps.pool, 'read committed', (tx) => tx.run(sql`select 1`.compile(build)))
    return { status: 'ok' }
  })
  apiDoor(app, deps, commands, queries)
  for (const page of [...pages, formMessagesPage(forms)]) page.register(app, { deps, assets, navigation })
  return app
}
