import { execFileSync } from 'node:child_process'
import { appendFileSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const megabyte = 1_000_000

/** A small disk of its own, that can be filled without hurting anybody. */
export interface Disk {
  /** How full it is, in hundredths. */
  used(): number
  /** How many bytes are free. */
  free(): number
  /** Fills it with something else, until it is full if need be. */
  grow(megabytes: number): void
  /** Takes what filled it away. */
  empty(): void
  remove(): void
}

/** Mounts one on this folder. Out: it, or why this machine cannot. */
export function mountDisk(folder: string): Disk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a small disk of its own (tmpfs) can only be mounted by root on Linux.'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=384m,mode=755', 'waymark-drill', folder], {
      stdio: 'ignore',
    })
  } catch {
    return 'a small disk of its own (tmpfs) could not be mounted here, although this is root.'
  }
  const file = join(folder, 'ballast')
  writeFileSync(file, '')
  const block = Buffer.alloc(megabyte)
  return {
    used: () => {
      const { bavail, blocks } = statfsSync(folder)
      return 100 * (1 - bavail / blocks)
    },
    free: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    grow: (megabytes) => {
      for (let i = 0; i < megabytes; i++) appendWhile(file, block)
    },
    empty: () => truncateSync(file),
    remove: () => {
      execFileSync('umount', [folder])
    },
  }
}

/** A full disk takes what it has room for, and says so of the rest. */
function appendWhile(file: string, block: Buffer): void {
  try {
    appendFileSync(file, block)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  }
}
