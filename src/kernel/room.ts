import { statfs } from 'node:fs/promises'

/** A tenth of the disk is kept free, and no more than a gigabyte of a large one; never less than three of the 16 MB pieces
 *  in which PostgreSQL writes its journal. When it cannot make the next one it stops at once (PANIC), reading included. */
const part = 0.1
const most = 1_000_000_000
const least = 48_000_000

/** Between two looks: a burst of writes fills no more than one piece in this time. */
const every = 200

/** In: the folder of the private database. Out: says whether its disk has room for what is written next. A disk that
 *  cannot be asked is left to PostgreSQL. The operator is told once when it fills and once when there is room again. */
export function roomIn(folder: string, log: (sentence: string) => void): () => Promise<boolean> {
  let room = true
  let lookedAt = -Infinity
  const look = async () => {
    const { bavail, blocks, bsize } = await statfs(folder)
    const keep = Math.max(least, Math.min(most, part * blocks * bsize))
    const has = bavail * bsize > keep
    if (room && !has)
      log(
        `The disk of ${folder} is nearly full: nothing is written until ${Math.round(keep / 1_000_000)} MB are free. Pages can still be read.`,
      )
    if (!room && has) log(`There is room on the disk of ${folder} again.`)
    room = has
  }
  return async () => {
    const now = performance.now()
    if (now - lookedAt >= every) {
      lookedAt = now
      await look().catch(() => {})
    }
    return room
  }
}
