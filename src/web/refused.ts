import { Conflict, Forbidden, Invalid, NotFound, type Problem } from '../kernel/errors.ts'
import { OtherSession, OtherSite } from './session.ts'

/** Not there, or not theirs. */
export const isRefusal = (error: unknown) => error instanceof NotFound || error instanceof Forbidden

/** How a form is shown again after this error; undefined when there is nothing to show it for. */
export function refusedForm(error: unknown): { status: number; problems: Problem[] } | undefined {
  const said = (status: number, message: string) => ({ status, problems: [{ field: '', message }] })
  if (error instanceof Invalid) return { status: 422, problems: error.problems }
  if (error instanceof Conflict) return said(409, error.message)
  if (error instanceof OtherSite) return undefined
  if (error instanceof OtherSession) return said(403, error.sentence)
  if (error instanceof Forbidden)
    return said(403, 'You cannot do this. Someone else has to. Ask your hub who.')
  return undefined
}
