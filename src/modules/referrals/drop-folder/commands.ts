import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { Conflict, Invalid, type Problem } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole, type Actor } from '../../../kernel/session.ts'
import { referPeople } from '../commands.ts'
import { Referral, ReferralMade } from '../forms.ts'
import { columnAt, referralOf, valuesOf, type Values } from './columns.ts'
import { Discard, TakenFile, TypedRow } from './forms.ts'
import type { Content } from './reading.ts'
import { reasonOf, reasonWords, type Reason } from './reasons.ts'

const isForceSystem = (actor: Actor) => actor.kind === 'task' && hasRole(actor, 'referrer')
const isManager = (actor: Actor) => hasRole(actor, 'manager')

/** Keeps a file's rows, every one sealed, in one transaction: from here on the file itself is not needed. */
export const takeDropFile = command({
  name: 'dropFile.taken',
  path: '/drop-files',
  summary: 'A file was read from the drop folder',
  input: TakenFile,
  output: z.object({ rows: z.number() }),
  may: isForceSystem,
  async run({ tx, actor, at, keys, happened }, _, { hash, format, rows }) {
    const fileHash = Buffer.from(hash, 'hex')
    const known = await tx.first(
      build.selectFrom('referrals.drop_file').select('hash').where('hash', '=', fileHash),
    )
    if (known) throw new Conflict('This file was read before.')
    const about = { hub: actor.hub, taken_by: actor.id, at }
    const file = newId()
    await tx.run(
      build
        .insertInto('referrals.drop_file')
        .values({ hash: fileHash, id: file, format, rows: rows.length, ...about }),
    )
    for (const { line, content, reason } of rows) {
      const id = newId()
      const key = await keys.make(tx, 'other', id)
      const sealed = key.seal('referrals.drop_row.sealed', id, content)
      const state = reason ? 'aside' : 'waiting'
      await tx.run(
        build
          .insertInto('referrals.drop_row')
          .values({ id, file_hash: fileHash, line, state, reason, sealed, ...about }),
      )
    }
    await happened({
      subject: ['referrals.drop_file', file],
      detail: { rows: rows.length, aside: rows.filter(({ reason }) => reason).length },
    })
    return { rows: rows.length }
  },
})

interface DropRow {
  id: string
  line: number
  state: string
  sealed: Buffer | null
}

const findRow = ({ tx }: CommandContext, { id }: Params): Promise<DropRow | undefined> =>
  tx.first(
    build
      .selectFrom('referrals.drop_row')
      .select(['id', 'line', 'state', 'sealed'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

const isWaiting = (row: DropRow) => row.state === 'waiting' || 'This row is done.'
const isAside = (row: DropRow) => row.state === 'aside' || 'Someone has already dealt with this row.'

async function contentOf({ tx, keys }: CommandContext, row: DropRow): Promise<Content> {
  const key = await keys.of(tx, 'other', row.id)
  return key.open<Content>('referrals.drop_row.sealed', row.id, row.sealed as Buffer)
}

/** Ends a row: hash, line, state and codes stay. What was sealed goes, and a trigger destroys its key with it. */
async function finish(
  tx: Tx,
  row: DropRow,
  ended: {
    state: 'taken' | 'typed' | 'discarded'
    ended_at: Date
    discarded_for?: 'duplicate' | 'test' | 'alreadyHere' | 'notForUs' | 'cannotRead'
  },
): Promise<void> {
  await tx.run(
    build
      .updateTable('referrals.drop_row')
      .set({ ...ended, sealed: null })
      .where('id', '=', row.id),
  )
}

const Judged = z.object({ state: z.enum(['taken', 'aside']), referrals: z.array(ReferralMade) })

/** Puts a row into the queue by the same command as every other door, or sets it aside with the reason. */
export const judgeDropRow = command({
  name: 'dropRow.judged',
  path: '/drop-rows/:id/referral',
  summary: 'A row of a file became a referral, or was set aside',
  input: z.object({}),
  output: Judged,
  load: findRow,
  may: isForceSystem,
  when: isWaiting,
  async run(context, row) {
    const { tx, at, happened, run } = context
    const content = await contentOf(context, row)
    const parsed = Referral.safeParse(
      'item' in content ? content.item : referralOf('values' in content ? content.values : {}),
    )
    if (!parsed.success) {
      const { reason, field } = reasonOf(parsed.error.issues)
      await tx.run(
        build
          .updateTable('referrals.drop_row')
          .set({ state: 'aside', reason, field })
          .where('id', '=', row.id),
      )
      await happened({ subject: ['referrals.drop_row', row.id], detail: { state: 'aside', reason } })
      return { state: 'aside' as const, referrals: [] }
    }
    const { referrals } = await run(referPeople, {}, parsed.data)
    await finish(tx, row, { state: 'taken', ended_at: at })
    await happened({ subject: ['referrals.drop_row', row.id], detail: { state: 'taken' } })
    return { state: 'taken' as const, referrals }
  },
})

/** For a row that passed the checks and that the database would not take all the same. */
export const setRowAside = command({
  name: 'dropRow.setAside',
  path: '/drop-rows/:id/set-aside',
  summary: 'A row of a file could not be taken',
  input: z.object({}),
  output: z.object({ state: z.literal('aside') }),
  load: findRow,
  may: isForceSystem,
  when: isWaiting,
  async run({ tx, happened }, row) {
    const reason: Reason = 'cannotBeTaken'
    await tx.run(
      build.updateTable('referrals.drop_row').set({ state: 'aside', reason }).where('id', '=', row.id),
    )
    await happened({ subject: ['referrals.drop_row', row.id], detail: { state: 'aside', reason } })
    return { state: 'aside' as const }
  },
})

/** The referral of a row that was typed again, or what is wrong with it, said at its boxes. */
function judgeTyped(content: Content, values: Values): Referral {
  const base = 'item' in content ? content.item : undefined
  // A box that was emptied is an answer taken back, also from what stood in the file.
  const emptied =
    base === undefined ? {} : Object.fromEntries(Object.keys(valuesOf(base)).map((name) => [name, '']))
  const parsed = Referral.safeParse(
    referralOf({ ...emptied, ...values }, typeof base === 'object' && base !== null ? base : {}),
  )
  if (parsed.success) return parsed.data
  const problems = new Map<string, Problem>()
  for (const { path, message } of parsed.error.issues) {
    const field = `values.${columnAt(path.join('.')) ?? 'account'}`
    if (!problems.has(field)) problems.set(field, { field, message })
  }
  throw new Invalid([...problems.values()])
}

export const typeDropRow = command({
  name: 'dropRow.typedAgain',
  path: '/drop-folder/rows/:id/referral',
  summary: 'Type a row again that was set aside, and refer the person',
  input: TypedRow,
  output: z.object({ referrals: z.array(ReferralMade) }),
  load: findRow,
  may: isManager,
  when: isAside,
  async run(context, row, { values }) {
    const { tx, at, happened, run } = context
    const referral = judgeTyped(await contentOf(context, row), values as Values)
    const { referrals } = await run(referPeople, {}, referral)
    await finish(tx, row, { state: 'typed', ended_at: at })
    await happened({ subject: ['referrals.drop_row', row.id] })
    return { referrals }
  },
})

export const discardDropRow = command({
  name: 'dropRow.discarded',
  path: '/drop-folder/rows/:id/discarding',
  summary: 'Discard a row that was set aside, with a reason',
  input: Discard,
  output: z.object({ row: z.object({ id: z.uuid() }) }),
  load: findRow,
  may: isManager,
  when: isAside,
  async run({ tx, at, happened }, row, { reason }) {
    await finish(tx, row, { state: 'discarded', ended_at: at, discarded_for: reason })
    await happened({ subject: ['referrals.drop_row', row.id], detail: { reason } })
    return { row: { id: row.id } }
  },
})

export const wordsOf = (reason: string | null): string =>
  reasonWords[reason as Reason] ?? reasonWords.cannotBeTaken
