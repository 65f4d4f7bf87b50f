import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { full } from '../../../../test/support/casework.ts'
import { council, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { broken, forceFile, goodLine, header } from '../../../../test/support/force-file.ts'
import { openJobs } from '../../../../test/support/queue.ts'
import { world } from '../../../../test/support/world.ts'
import { runSweep } from '../../../kernel/jobs/task.ts'
import { readRows } from './reading.ts'
import { dropFolderSweep } from './sweep.ts'

const hub = await world()
const jobs = await openJobs(hub)
const folder = mkdtempSync(join(hub.dataDir, 'drop-'))

const leave = (name: string, content: Buffer | string) => writeFileSync(join(folder, name), content)
const sweep = (settledFor = -Infinity) =>
  runSweep({ deps: hub.deps, jobs }, dropFolderSweep({ folder, settledFor }, hub.deps.keys.file))
const rows = () =>
  hub.owner<{ id: string; line: number; state: string; reason: string | null; field: string | null }>(
    'select id, line, state, reason, field from referrals.drop_row order by at, line',
  )
const referrals = async () => (await hub.owner('select from referrals.referral')).length
const csv = (...lines: string[]) => [header, ...lines, ''].join('\n')

beforeEach(async () => {
  await hub.owner('delete from referrals.drop_row')
  await hub.owner('delete from referrals.drop_file')
})

let files = 0

/** Every way of being broken at once, in a file that never was there before. Out: the rows that were set aside. */
async function setAside() {
  const blankLines = Buffer.from('\n'.repeat(++files))
  const file = forceFile(broken.length + 1, new Map(broken.map((way, i) => [i + 2, way])))
  leave('broken.csv', Buffer.concat([file, blankLines]))
  await sweep()
  return (await rows()).filter(({ state }) => state === 'aside')
}

describe('a file in the drop folder', () => {
  test('becomes referrals of the force’s system, in the one queue, and is deleted', async () => {
    const before = await referrals()
    leave('a.csv', csv(goodLine(1), goodLine(2)))
    await sweep()
    expect(await referrals()).toBe(before + 2)
    expect(readdirSync(folder)).toEqual([])
    const [made] = await hub.owner<{ id: string }>(
      'select id from referrals.referral order by sent_at desc limit 1',
    )
    const { body } = await hub.as(ruta).get(`/api/referrals/${made?.id}`)
    expect(body).toMatchObject({
      state: 'received',
      source: { door: 'officer', name: expect.stringMatching(/^PC \d, Eastgate$/) },
      account: expect.stringMatching(/he said "help" twice$/),
      people: [
        {
          birth: { date: '1990-03-27' },
          nationalities: ['LT'],
          languages: [{ code: 'lit', level: 'first' }],
          safeContact: [{ channel: 'phone' }],
        },
      ],
      immediate: { danger: false },
    })
    for (const email of [officer, council])
      expect((await hub.as(email).get(`/api/referrals/${made?.id}`)).status).toBe(404)
  })

  test('dropped a second time refers nobody again', async () => {
    leave('a.csv', csv(goodLine(11)))
    await sweep()
    const after = await referrals()
    leave('same-again.csv', csv(goodLine(11)))
    await sweep()
    expect(await referrals()).toBe(after)
    expect(readdirSync(folder)).toEqual([])
  })

  test('in JSON is a list of what the JSON door takes, several people in one item', async () => {
    const before = await referrals()
    leave(
      'a.json',
      JSON.stringify([
        full,
        { ...full, people: [{}, {}] },
        { ...full, account: undefined },
        'what',
        { ...full, people: 'x' },
      ]),
    )
    await sweep()
    expect(await referrals()).toBe(before + 3)
    expect(await rows()).toMatchObject([
      { line: 1, state: 'taken' },
      { line: 2, state: 'taken' },
      { line: 3, state: 'aside', reason: 'missingAccount', field: 'account' },
      { line: 4, state: 'aside', reason: 'cannotBeTaken' },
      { line: 5, state: 'aside', reason: 'cannotBeTaken' },
    ])
  })

  test.each([
    ['a.csv', 'badHeader', 'name,what\nx,y\n'],
    ['a.csv', 'badHeader', 'account,account\nx,y\n'],
    ['a.json', 'badJson', '[{]'],
    ['a.json', 'badJson', '{"account": ""}'],
    ['a.json', 'notUtf8', Buffer.from([0x5b, 0xff, 0x5d])],
    ['a.csv', 'tooMany', `account\n${Array.from({ length: 5001 }, (_, i) => `row ${i}`).join('\n')}`],
  ])('that cannot be read at all is set aside whole: %s, %s', async (name, reason, content) => {
    leave(name, content)
    await sweep()
    expect(await rows()).toMatchObject([{ line: 1, state: 'aside', reason }])
  })

  test('is left alone while it is being written, and under a name that is not ours', async () => {
    for (const name of ['now.csv', '.hidden.csv', 'morning.csv.part', 'notes.txt'])
      leave(name, csv(goodLine(1)))
    hub.clock.set(new Date().toISOString())
    await sweep(60_000)
    expect(readdirSync(folder)).toHaveLength(4)
    await sweep()
    expect(readdirSync(folder)).toHaveLength(3)
  })

  test('a folder that is not there is said without its name', async () => {
    const missing = dropFolderSweep({ folder: join(folder, 'Daiva') }, hub.deps.keys.file)
    await expect(runSweep({ deps: hub.deps, jobs }, missing)).rejects.toThrow(
      /^The drop folder cannot be read$/,
    )
  })
})

describe('a row that is broken', () => {
  test('is set aside with its line and the reason, in eleven ways, and the others go on', async () => {
    const aside = await setAside()
    expect(aside.map(({ line, reason }) => [line, reason])).toEqual(
      broken.map(([reason], i) => [i + 3, reason]),
    )
    expect((await rows()).filter(({ state }) => state === 'taken')).toHaveLength(1)
  })

  test('by a quotation mark takes no other row with it', () => {
    const file = Buffer.from(
      csv(
        goodLine(1),
        goodLine(2).replace('"PC', 'PC'),
        goodLine(3),
        goodLine(4).replace('Eastgate"', 'Eastgate'),
        goodLine(5),
      ),
    )
    expect(readRows(file, 'csv').map(({ line, reason }) => [line, reason])).toEqual([
      [2, undefined],
      [3, 'badQuoting'],
      [4, undefined],
      [5, 'badQuoting'],
      [6, undefined],
    ])
  })

  test('is not a row over several lines, which is one', () => {
    const file = Buffer.from(csv(goodLine(1).replace('he said', 'he\nsaid'), goodLine(2)))
    expect(readRows(file, 'csv').map(({ line, reason }) => [line, reason])).toEqual([
      [2, undefined],
      [4, undefined],
    ])
  })

  test('is nowhere in the clear: not in the table, not in an event, not in a job', async () => {
    await setAside()
    const everything = await hub.migrator(async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema)'`,
      )
      const texts: string[] = []
      for (const { name } of tables) {
        const { rows: found } = await client.query<{ t: string }>(
          `select row_to_json(r)::text as t from ${name} r`,
        )
        texts.push(...found.map(({ t }) => t))
      }
      return texts.join()
    })
    for (const marker of [
      'Surname',
      'Person 3',
      '07700 9',
      'he said',
      Buffer.from('Surname').toString('hex'),
    ])
      expect(everything).not.toContain(marker)
  })

  test('is a manager’s to see, of this hub, and the reading is recorded', async () => {
    const [row] = await setAside()
    const path = `/api/drop-folder/rows/${row?.id}`
    expect((await hub.as(manager).get(path)).body).toMatchObject({
      line: 3,
      text: expect.stringContaining('Surname2'),
    })
    expect(
      await hub.owner('select outcome from kernel.access where what = 40 and subject_id = $1', [row?.id]),
    ).toEqual([{ outcome: 1 }])
    for (const email of [ruta, officer, outsider])
      expect([403, 404]).toContain((await hub.as(email).get(path)).status)
    for (const email of [ruta, officer])
      expect((await hub.as(email).get('/api/drop-folder')).status).toBe(403)
    const { body } = await hub.as(outsider).get<{ files: []; aside: [] }>('/api/drop-folder')
    expect(body).toEqual({ files: [], aside: [], more: false })
    const listed = await hub.as(manager).page('/drop-folder')
    expect(listed.text).toContain('A date or an age is not a real one')
    expect(listed.text).not.toContain('Surname')
  })

  test('is typed again: what is still wrong is said at its box, then it is in the queue once and its key is gone', async () => {
    const row = (await setAside()).find(({ reason }) => reason === 'badDate')
    const path = `/api/drop-folder/rows/${row?.id}`
    const opened = await hub.as(manager).get<{ values: Record<string, string> }>(path)
    const again = await hub.as(manager).post(`${path}/referral`, { values: opened.body.values })
    expect(again.status).toBe(422)
    expect(again.body).toMatchObject({
      errors: [{ field: 'values.date_of_birth', message: expect.stringContaining('real') }],
    })
    const before = await referrals()
    const values = { ...opened.body.values, date_of_birth: '01/03/1990' }
    expect((await hub.as(manager).post(`${path}/referral`, { values })).status).toBe(201)
    expect((await hub.as(manager).post(`${path}/referral`, { values })).status).toBe(409)
    expect(await referrals()).toBe(before + 1)
    expect(await hub.owner('select from kernel.seal_key where id = $1', [row?.id])).toEqual([])
    expect((await hub.as(manager).get(path)).status).toBe(404)
    expect(
      await hub.owner('select state, reason, sealed from referrals.drop_row where id = $1', [row?.id]),
    ).toEqual([{ state: 'typed', reason: 'badDate', sealed: null }])
  })

  test('is discarded with a reason, and its key is gone', async () => {
    const [row] = await setAside()
    const path = `/api/drop-folder/rows/${row?.id}/discarding`
    expect((await hub.as(manager).post(path, {})).body).toMatchObject({
      errors: [{ field: 'reason', message: 'Choose why it is discarded' }],
    })
    expect((await hub.as(ruta).post(path, { reason: 'test' })).status).toBe(404)
    expect((await hub.as(manager).post(path, { reason: 'test' })).status).toBe(201)
    expect(await hub.owner('select from kernel.seal_key where id = $1', [row?.id])).toEqual([])
  })
})
