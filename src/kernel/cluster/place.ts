import { createHash } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { canEnter } from './account.ts'
import { ClusterRefused, firstLine, hasCode } from './refusal.ts'

/** The data folder and the small files in it that every user of the cluster needs. */
export interface DataFolder {
  path: string
  /** Sixteen hex digits of its real path: what its things elsewhere are named by. */
  hash: string
  /** Text file with the path of the cluster's home, when that is not the data folder itself. */
  pointer: string
  password: string
  turn: string
  users: string
  lifeline: string
}

/** Linux allows 107 bytes for the path of a socket, macOS 103. */
const LONGEST_SOCKET = 103

/**
 * Makes the data folder when it is missing and says where its things are.
 * Throws ClusterRefused when we may not write in it.
 */
export function openDataFolder(dataDir: string): DataFolder {
  try {
    // Root's server runs as another user, who has to pass through; it still cannot list the folder.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const path = realpathSync(dataDir)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    for (const folder of ['lock', 'secrets']) mkdirSync(join(path, folder), { recursive: true, mode: 0o700 })
    return {
      path,
      hash: createHash('sha256').update(path).digest('hex').slice(0, 16),
      pointer: join(path, 'cluster'),
      password: join(path, 'secrets', 'postgres'),
      turn: join(path, 'lock', 'turn'),
      users: join(path, 'lock', 'users'),
      lifeline: join(path, 'lock', 'lifeline'),
    }
  } catch (error) {
    throw new ClusterRefused(
      `The data folder ${dataDir} cannot be used (${firstLine(error)}); make it yours, or name another folder in WAYMARK_DATA.`,
    )
  }
}

/**
 * The folder with everything of PostgreSQL's: `postgres`, `postgres.log` and perhaps its binaries. It is the data folder
 * itself or what its pointer names. For whoever clears a data folder away; nothing has to exist. Throws nothing.
 */
export function clusterHome(dataDir: string): string {
  const pointer = join(dataDir, 'cluster')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir
}

/**
 * The folder that holds the data folder's existing cluster (`<home>/postgres`); undefined when it has none yet. Throws
 * ClusterRefused when there should be one and it is not there: an empty database in its place would look like lost work.
 */
export function findHome(data: DataFolder): string | undefined {
  const home = clusterHome(data.path)
  if (existsSync(join(home, 'postgres', 'global', 'pg_control'))) return home
  if (home !== data.path)
    throw new ClusterRefused(
      `The file ${data.pointer} says that the database is in ${home}, and it is not there; put it back, or remove that file to begin with an empty database.`,
    )
  if (existsSync(join(home, 'postgres')))
    throw new ClusterRefused(
      `The folder ${join(home, 'postgres')} is not a whole PostgreSQL database; move it away to begin with an empty one.`,
    )
  return undefined
}

/** Chooses where a new cluster is to live: the data folder when `account` can enter it, else a new folder of its own. */
export async function chooseHome(data: DataFolder, account: Account): Promise<string> {
  if (await canEnter(account, data.path)) return data.path
  // What belongs to a throw-away data folder is thrown away with the temporary files too.
  const temporary = realpathSync(tmpdir())
  const lasting = data.path.startsWith(`${temporary}/`) ? [] : ['/var/lib', '/var/tmp']
  for (const base of [...lasting, temporary]) {
    if (!(await canEnter(account, base))) continue
    try {
      // Never one that is already there: it may be the database of an earlier data folder at this path.
      const home = mkdtempSync(join(base, `waymark-${data.hash}-`))
      chownSync(home, account.uid, account.gid)
      return realpathSync(home)
    } catch (error) {
      if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOENT')) throw error
    }
  }
  throw new ClusterRefused(
    `The user ${account.name}, as whom PostgreSQL has to run, can enter neither ${data.path} nor /var/lib nor /var/tmp; run Waymark as a normal user.`,
  )
}

/**
 * Makes the folder for the server's socket: short, 0700, owned by the server's user. Others find it through the server's
 * lock file, so it need not be the same from one start to the next. Throws ClusterRefused when there is no place for it.
 */
export async function makeSocketDir(data: DataFolder, account: Account): Promise<string> {
  for (const base of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    if (!existsSync(base) || !(await canEnter(account, base))) continue
    const wanted = join(base, `waymark-${account.uid}-${data.hash}`)
    if (Buffer.byteLength(`${wanted}-XXXXXX/.s.PGSQL.5432`) > LONGEST_SOCKET) continue
    try {
      return makePrivate(wanted, account)
    } catch (error) {
      if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error
    }
  }
  throw new ClusterRefused('There is no short temporary folder for the database socket; make /tmp writable.')
}

function makePrivate(wanted: string, account: Account): string {
  let folder = wanted
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    const found = lstatSync(folder)
    // A temporary folder is open to everybody: what somebody else laid there under our name is not ours to trust.
    if (found.isDirectory() && found.uid === account.uid && (found.mode & 0o77) === 0) return folder
    folder = mkdtempSync(`${wanted}-`)
  }
  if (account.other) chownSync(folder, account.uid, account.gid)
  return folder
}
