import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { runAs } from './account.ts'
import { ClusterRefused } from './refusal.ts'

const UNFINISHED = '.postgres-unfinished-'

/*
 * English collation from ICU, the same on every machine whatever its own locale; C for the rest, so that no message or
 * number format depends on the machine. Checksums: a hub's disk may be an old laptop's.
 */
const SHAPE = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=en-GB',
  '--locale=C',
  '--data-checksums',
  '--no-instructions',
]

/**
 * Makes a new cluster at `<home>/postgres`, owned by `account`, whose superuser has `password`. It is made under another
 * name and renamed when it is whole, so that one cut short is never taken for a database; such left-overs are removed.
 * Call it in turn (lock.ts). Throws ClusterRefused with the reason of initdb.
 */
export async function initialise(
  home: string,
  initdb: string,
  account: Account,
  password: string,
): Promise<void> {
  for (const name of readdirSync(home).filter((name) => name.startsWith(UNFINISHED)))
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5 })
  const unfinished = mkdtempSync(join(home, UNFINISHED))
  try {
    const passwordFile = join(unfinished, 'password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (account.other)
      for (const path of [passwordFile, unfinished]) chownSync(path, account.uid, account.gid)
    const cluster = join(unfinished, 'postgres')
    const ended = await runAs(account, initdb, [...SHAPE, `--pwfile=${passwordFile}`, '-D', cluster])
    if (ended.code !== 0)
      throw new ClusterRefused(
        `The database could not be made in ${home} (${ended.stderr.trim().split('\n')[0]}); free some space there or name another folder in WAYMARK_DATA.`,
      )
    renameSync(cluster, join(home, 'postgres'))
  } finally {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Reads the superuser's password; makes one when there is none and no cluster that would know another.
 * Throws ClusterRefused when the cluster's password is missing.
 */
export function superuserPassword(file: string, clusterExists: boolean): string {
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim()
    if (password !== '') return password
  }
  if (clusterExists)
    throw new ClusterRefused(
      `The password of the database is missing; put back the file ${file} from your copy.`,
    )
  const password = randomBytes(24).toString('base64url')
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return password
}
