import { Refused } from '../errors.ts'

/**
 * The database cannot be opened for a reason the person at the terminal can act on. The message is one plain sentence
 * that names the folder or program concerned and says what to do; print it as it is, without the stack.
 */
export class ClusterRefused extends Refused {
  override name = 'ClusterRefused'
}

/** Says whether `error` is a system error with one of these codes, such as `ENOENT`. Throws nothing. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** The first line of what went wrong, for use inside a sentence. Throws nothing. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
