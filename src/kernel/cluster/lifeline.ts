import { execFileSync } from 'node:child_process'
import { chownSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { hasCode } from './refusal.ts'

/*
 * The lifeline is a named pipe. Every process that uses the server holds its writing end; the server's keeper (see
 * server.ts) reads from the other. Nothing is ever written. When the last user ends, however it ends, the keeper reads
 * end of file and shuts the server down: no server outlives its users, and none loses it because another user left first.
 */

export interface Lifeline {
  /** For the keeper's standard input. Close it once the keeper has it. */
  readEnd: number
  /** Ours, for as long as we use the server. */
  writeEnd: number
}

/** Makes a new lifeline at `file` in place of an old one, and takes both its ends. Throws system errors. */
export function makeLifeline(file: string): Lifeline {
  rmSync(file, { force: true })
  execFileSync('mkfifo', ['-m', '600', file])
  const owner = statSync(dirname(file))
  // Made by root in somebody's folder, it must stay usable for that somebody.
  if (process.getuid?.() === 0 && owner.uid !== 0) chownSync(file, owner.uid, owner.gid)
  // Opening one end alone waits for the other; opened for both it does not. The reading end must block, or `read` fails.
  const both = openSync(file, constants.O_RDWR)
  try {
    const readEnd = openSync(file, constants.O_RDONLY)
    return { readEnd, writeEnd: openSync(file, constants.O_WRONLY) }
  } finally {
    closeSync(both)
  }
}

/** Takes the writing end of a running server's lifeline; undefined when no keeper reads it (any more). */
export function holdLifeline(file: string): number | undefined {
  try {
    return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    if (hasCode(error, 'ENXIO', 'ENOENT')) return undefined
    throw error
  }
}
