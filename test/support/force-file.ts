import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLogin } from '../../src/kernel/database/open.ts'
import { runSweep } from '../../src/kernel/jobs/task.ts'
import { dropFolderSweep } from '../../src/modules/referrals/index.ts'
import { manager } from './members.ts'
import type { World } from './world.ts'

/** A file as a force system would leave it: rows by line, invented throughout. */
export const header =
  'door,told_by,account,town,called_name,family_name,date_of_birth,nationality,language,language_level,phone,danger,agreed'

export const goodLine = (n: number): string =>
  `officer,"PC ${n}, Eastgate","Row ${n}: he said ""help"" twice",Eastgate,Person ${n},Surname${n},27/03/1990,LT,lit,first,07700 9${String(10000 + n).slice(-5)},no,yes`

/** Each way in which a row can be broken, and the reason it is set aside for. */
export const broken: [reason: string, line: (n: number) => string | Buffer][] = [
  ['badQuoting', (n) => goodLine(n).replace('"PC', 'P"C')],
  ['columnCount', (n) => `${goodLine(n)},one more`],
  ['unknownCode', (n) => goodLine(n).replace('officer', 'constable')],
  ['badDate', (n) => goodLine(n).replace('27/03/1990', '31/02/1990')],
  ['missingAccount', (n) => goodLine(n).replace(/"Row .*twice"/, '')],
  ['badLanguage', (n) => goodLine(n).replace(',lit,', ',Lithuanian,')],
  ['badCountry', (n) => goodLine(n).replace(',LT,', ',Lithuania,')],
  ['tooLong', (n) => goodLine(n).replace(`Person ${n}`, 'x'.repeat(201))],
  ['notUtf8', (n) => Buffer.from(goodLine(n).replace('Surname', 'Müller'), 'latin1')],
  ['duplicateLine', () => goodLine(1)],
  ['saidNo', (n) => goodLine(n).replace(/yes$/, 'no')],
]

/** In: how many rows, and which of them (from 2 on, by number) is broken in which way. */
export function forceFile(rows: number, brokenAt: Map<number, (typeof broken)[number]>): Buffer {
  const lines = Array.from({ length: rows }, (_, i) => {
    const n = i + 1
    const line = brokenAt.get(n)?.[1](n) ?? goodLine(n)
    return typeof line === 'string' ? Buffer.from(line) : line
  })
  return Buffer.concat([Buffer.from(header), ...lines].flatMap((line) => [line, Buffer.from('\r\n')]))
}

/** Thirty-seven broken rows of a thousand, every way in turn. */
export function thousandRows(): { file: Buffer; brokenAt: Map<number, (typeof broken)[number]> } {
  const brokenAt = new Map(
    Array.from({ length: 37 }, (_, i) => [20 + i * 26, broken[i % broken.length] as (typeof broken)[number]]),
  )
  return { file: forceFile(1000, brokenAt), brokenAt }
}

/** Leaves a file with one broken row in a drop folder and reads it. Out: the id of the row that was set aside. */
export async function rowSetAside(hub: World): Promise<string> {
  // A file with the same words is known and read no more.
  const [{ n } = { n: 0 }] = await hub.owner<{ n: number }>(
    'select count(*)::int as n from referrals.drop_file',
  )
  const folder = mkdtempSync(join(hub.dataDir, 'drop-'))
  const line = goodLine(n + 1).replace('27/03/1990', '31/02/1990')
  writeFileSync(join(folder, 'a.csv'), [header, line, ''].join('\n'))
  const jobs = await openLogin({ ...hub, stop: hub.close }, 'waymark_jobs', () => {})
  try {
    await runSweep(
      { deps: hub.deps, jobs },
      dropFolderSweep({ folder, settledFor: -Infinity }, hub.deps.keys.file),
    )
  } finally {
    await jobs.end()
  }
  const rows = await hub.owner<{ id: string }>(`select id from referrals.drop_row where state = 'aside'`)
  return rows[0]?.id as string
}

/** Enters a notice of yesterday. Out: its id. */
export async function noticeEntered(hub: Pick<World, 'as'>): Promise<string> {
  const body = { nrmReference: 'NRM-17', receivedOn: '2026-11-21', receivedTime: '12:00' }
  const made = await hub.as(manager).post<{ notice: { id: string } }>('/api/notices', body)
  return made.body.notice.id
}
