import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole, worksForHub, type Actor } from '../../../kernel/session.ts'
import { About, Languages } from './forms.ts'

interface WorkerRow {
  id: string
  hubs: number[]
}

/** A member whose row is locked, with the hubs they act for. */
async function findWorker({ tx }: CommandContext, { id }: Params): Promise<WorkerRow | undefined> {
  const member = await tx.first(
    build
      .selectFrom('accounts.member')
      .select('id')
      .where('id', '=', id as string)
      .where('ended_at', 'is', null)
      .forUpdate(),
  )
  if (!member) return undefined
  const held = await tx.all(
    build
      .selectFrom('accounts.role_held')
      .select('hub')
      .where('member_id', '=', member.id)
      .where('ended_at', 'is', null)
      .where('hub', 'is not', null),
  )
  return { id: member.id, hubs: held.flatMap(({ hub }) => (hub === null ? [] : [hub])) }
}

const managesThem = (actor: Actor, worker: WorkerRow): boolean =>
  hasRole(actor, 'manager') && worker.hubs.some((hub) => worksForHub(actor, hub))

const Member = z.object({ member: z.object({ id: z.uuid() }) })

/** What a worker speaks, and how well: the first thing the match looks at, and a manager answers for it. */
export const setLanguages = command({
  name: 'member.languagesSet',
  path: '/members/:id/languages',
  summary: 'Say what a worker of the hub speaks, and how well',
  input: Languages,
  output: Member,
  load: findWorker,
  may: managesThem,
  async run({ tx, at, happened }, { id }, { languages }) {
    await tx.run(
      build
        .updateTable('accounts.member_language')
        .set({ ended_at: at })
        .where('member_id', '=', id)
        .where('ended_at', 'is', null),
    )
    for (const { code, level } of languages) {
      await tx.run(
        build
          .insertInto('accounts.member_language')
          .values({ member_id: id, language: code, level })
          .onConflict((known) =>
            known.columns(['member_id', 'language']).doUpdateSet({ level, ended_at: null }),
          ),
      )
    }
    const detail = Object.fromEntries(languages.map(({ code, level }) => [code, level]))
    await happened({ subject: ['accounts.member', id], detail })
    return { member: { id } }
  },
})

/** What a worker says of themselves for the match. The event says that they did, never what: history is read by more
 *  people than may know which communities somebody belongs to. */
export const describeMyself = command({
  name: 'member.describedThemselves',
  path: '/about-me',
  summary: 'Say of yourself, if you want to: woman or man, and your communities',
  input: About,
  output: Member,
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at, happened }, _, { gender, communities = [] }) {
    if (gender) {
      await tx.run(
        build
          .updateTable('accounts.member')
          .set({ gender: gender === 'notSaid' ? null : gender })
          .where('id', '=', actor.id),
      )
    }
    await tx.run(
      build
        .updateTable('accounts.member_community')
        .set({ ended_at: at })
        .where('member_id', '=', actor.id)
        .where('ended_at', 'is', null),
    )
    const rows = [...new Set(communities)].map((community) => ({
      id: newId(),
      member_id: actor.id,
      community,
      at,
    }))
    if (rows.length > 0) await tx.run(build.insertInto('accounts.member_community').values(rows))
    await happened({ subject: ['accounts.member', actor.id] })
    return { member: { id: actor.id } }
  },
})
