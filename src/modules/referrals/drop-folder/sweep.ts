import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseError } from '../../../kernel/database/transaction.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { TaskFailed, type Sweep, type SweepContext } from '../../../kernel/jobs/task.ts'
import type { KeyFile } from '../../../kernel/seal.ts'
import { judgeDropRow, setRowAside, takeDropFile } from './commands.ts'
import { waitingDropRows } from './queries.ts'
import { readRows } from './reading.ts'

const largest = 20 * 1024 * 1024

export interface Drop {
  folder: string
  /** A file younger than this is left for the next time: it may still be being written. */
  settledFor?: number
}

/** Looks into the drop folder every five minutes, as the force's own system. */
export function dropFolderSweep(drop: Drop, keyFile: KeyFile): Sweep {
  return {
    name: 'dropFolder',
    cron: '*/5 * * * *',
    as: 'force-system@service.invalid',
    run: (context) => takeDrop(context, drop, keyFile),
  }
}

/** Reads each file once, keeps its rows sealed, judges them, and deletes the file after the last commit. Killed at any
 *  point and started again it comes to the same: a known file is not kept twice, and a row is judged once. */
async function takeDrop(
  context: SweepContext,
  { folder, settledFor = 5000 }: Drop,
  keyFile: KeyFile,
): Promise<void> {
  for (const { path, format } of filesIn(folder, context, settledFor)) {
    const bytes = readFileSync(path)
    // Keyed: without the key file nobody can tell whether a file they have is the one that was read.
    const hash = keyFile.bodyHash(bytes.toString('base64')).toString('hex')
    await context
      .carryOutOnce(`dropFile ${hash}`, takeDropFile, {}, { hash, format, rows: readRows(bytes, format) })
      .catch(unlessKnown)
    await judgeWaiting(context)
    rmSync(path)
  }
  // What a killed run left behind although its file is gone.
  await judgeWaiting(context)
}

function unlessKnown(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}

async function judgeWaiting(context: SweepContext): Promise<void> {
  for (;;) {
    const { items } = await context.ask(waitingDropRows, {}, {})
    if (items.length === 0) return
    for (const { id, line, hash } of items) {
      try {
        await context.carryOutOnce(`dropRow ${hash} ${line}`, judgeDropRow, { id }, {})
      } catch (error) {
        if (error instanceof Conflict) continue
        // One row that the database will not have must not hold up those behind it; whatever else is wrong is not the row's.
        if (!/^2[23]/.test(databaseError(error)?.code ?? '')) throw error
        await context.carryOut(setRowAside, { id }, {})
      }
    }
  }
}

/** The files that are ours to read. Their names are told to nobody: a name can be a person's. */
function filesIn(
  folder: string,
  { log, at }: SweepContext,
  settledFor: number,
): { path: string; format: 'csv' | 'json' }[] {
  return entriesOf(folder).flatMap((entry) => {
    const format = /^[^.].*\.(csv|json)$/i.exec(entry.name)?.[1]?.toLowerCase()
    if (!entry.isFile() || !format) return []
    const path = join(folder, entry.name)
    const { size, mtimeMs } = statSync(path)
    if (size > largest) {
      log('A file in the drop folder is larger than 20 MB and was left there. Split it.')
      return []
    }
    return at.getTime() - mtimeMs < settledFor ? [] : [{ path, format: format as 'csv' | 'json' }]
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    throw new TaskFailed('The drop folder cannot be read')
  }
}
