import {
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  SignedOut,
  Unavailable,
  type Problem,
} from '../kernel/errors.ts'
import type { OnCall } from '../kernel/on-call.ts'
import { OtherSession, OtherSite } from './session.ts'
import { conflict, forbidden, notFound, unavailable, unexpected, type ErrorPage } from './error-page.ts'

/** What went wrong, as both doors tell it. */
export interface Trouble {
  status: number
  /** problem+json: /problems/<type>. */
  type: string
  title: string
  detail?: string
  errors?: Problem[]
  page: ErrorPage
}

/** A status that Fastify or a plugin chose (a body too large, a bad URL): the sentence is ours. */
const refusedBefore: Record<number, { type: string; title: string; sentence: string }> = {
  400: {
    type: 'malformed',
    title: 'This could not be read',
    sentence: 'What was sent could not be read. Go back and try again.',
  },
  413: {
    type: 'too-large',
    title: 'This is too large',
    sentence: 'What was sent is too large. Send less at a time.',
  },
  415: {
    type: 'unsupported',
    title: 'This kind of content is not taken',
    sentence: 'Send JSON, or use the form.',
  },
  429: { type: 'too-many', title: 'Too many attempts', sentence: 'Wait a minute, then try again.' },
}

/** Every error of the house, mapped once, for pages and JSON alike. In: whatever was thrown, and who is on call. Never its stack, its path or an id. */
export function troubleOf(error: unknown, onCall?: OnCall): Trouble {
  if (error instanceof NotFound)
    return { status: 404, type: 'not-found', title: 'Not found', page: notFound({ onCall }) }
  if (error instanceof Forbidden) {
    const sentence = error instanceof OtherSession || error instanceof OtherSite ? error.sentence : undefined
    return {
      status: 403,
      type: 'forbidden',
      title: 'This is not yours to do',
      page: forbidden({ sentence, onCall }),
    }
  }
  if (error instanceof Conflict) {
    const sentence = error.message
    return {
      status: 409,
      type: 'conflict',
      title: 'This has changed',
      detail: sentence,
      page: conflict({ sentence, onCall }),
    }
  }
  if (error instanceof Invalid) {
    const sentence = error.problems.map(({ message }) => message).join('. ')
    const page = { ...conflict({ sentence, onCall }), title: 'There is a problem' }
    return { status: 422, type: 'invalid', title: 'There is a problem', errors: error.problems, page }
  }
  if (error instanceof SignedOut) {
    return {
      status: 401,
      type: 'signed-out',
      title: 'Sign in first',
      page: forbidden({ sentence: 'Sign in, then try again.', onCall }),
    }
  }
  if (error instanceof Unavailable) {
    return {
      status: 503,
      type: 'unavailable',
      title: 'Not working at the moment',
      page: unavailable({ onCall }),
    }
  }
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode
  const known =
    typeof status === 'number'
      ? (refusedBefore[status] ?? (status < 500 ? refusedBefore[400] : undefined))
      : undefined
  if (known) {
    const { type, title, sentence } = known
    return {
      status: status as number,
      type,
      title,
      detail: sentence,
      page: { ...unexpected({ sentence, onCall }), title },
    }
  }
  return {
    status: 500,
    type: 'unexpected',
    title: 'Something went wrong on our side',
    page: unexpected({ onCall }),
  }
}

/** The body of a problem+json answer. The same bytes for a hidden and an absent id. */
export function problemJson({ status, type, title, detail, errors }: Trouble): string {
  return JSON.stringify({ type: `/problems/${type}`, title, status, detail, errors })
}
