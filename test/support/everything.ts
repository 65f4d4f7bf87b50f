import { made, memberId, refer, type Opened } from './casework.ts'
import { fullCase } from './full-case.ts'
import { noticeEntered, rowSetAside } from './force-file.ts'
import { manager, officer, ruta } from './members.ts'
import { met, planned } from './visits.ts'
import type { World } from './world.ts'

/** Something behind every address that names something: a case with everything, and what is about no person. */
export interface Everything {
  opened: Opened & { need: string; action: string; crisis: string }
  /** A referral that waits. */
  waiting: { id: string }
  /** The id of something that is there, by the noun an address begins with. */
  idFor: (path: string) => string
  /** All that an address is worth asking of: what is seen differently by whose it is. */
  idsFor: (path: string) => string[]
}

/** Makes one of everything. */
export async function everything(hub: World): Promise<Everything> {
  const opened = await fullCase(hub)
  const waiting = await refer(hub)
  const visit = await planned(hub)
  await hub.as(officer).post('/api/drafts', {})
  const rows = await firstRows(hub)
  const [encounter] = (await met(hub, visit.id, [{ called: 'Jonas', answer: 'yes' }])) as [string]
  const members = await memberId(hub, ruta)
  await hub.as(ruta).post('/api/about-me', { communities: ['LT'] })
  const turn = { from: { on: '2026-11-23', at: '18:00' }, until: { on: '2026-11-24', at: '9:00' } }
  await made(hub, manager, '/api/on-call/turns', { member: members, number: '01632 960001', ...turn }, 'turn')
  const away = { member: members, from: '2026-12-01', until: '2026-12-02' }
  const ids: Record<string, string> = {
    ...rows,
    refer: rows.drafts as string,
    referrals: waiting.id,
    'sent-referrals': waiting.id,
    cases: opened.case.id,
    actions: opened.action,
    people: opened.personId,
    crises: opened.crisis,
    members,
    leave: await made(hub, manager, '/api/leave', away, 'leave'),
    'language-help': await made(hub, ruta, '/api/language-help', { kind: 'advice' }, 'lending'),
    visits: visit.id,
    encounters: encounter,
    'drop-folder': await rowSetAside(hub),
    notices: await noticeEntered(hub),
  }
  const linked = await hub.owner<{ id: string }>(
    'select id from operations.encounter where person_id is not null',
  )
  const idFor = (path: string) => ids[path.split('/')[1] as string] as string
  const more: Record<string, string[]> = { encounters: linked.map(({ id }) => id) }
  const idsFor = (path: string) => [idFor(path), ...(more[path.split('/')[1] as string] ?? [])]
  return { opened, waiting, idFor, idsFor }
}

/** One row of each table that an address names and that no answer gave the id of. */
async function firstRows(hub: World): Promise<Record<string, string>> {
  const tables = {
    agreements: 'cases.agreement',
    documents: 'cases.document',
    channels: 'people.channel',
    holdings: 'cases.holding',
    exclusions: 'people.exclusion',
    drafts: 'referrals.draft',
  }
  const found = Object.entries(tables).map(async ([noun, table]) => {
    const [row] = await hub.owner<{ id: string }>(`select id from ${table} limit 1`)
    return [noun, row?.id as string]
  })
  return Object.fromEntries(await Promise.all(found)) as Record<string, string>
}
