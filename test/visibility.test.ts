import { beforeAll, describe, expect, test } from 'vitest'
import { commands, queries } from '../src/app.ts'
import { newId } from '../src/kernel/ids.ts'
import { accountPages } from '../src/modules/accounts/routes.ts'
import { casePages } from '../src/modules/cases/routes.ts'
import { deskPages } from '../src/modules/desk/routes.ts'
import { figurePages } from '../src/modules/figures/routes.ts'
import { operationsPages } from '../src/modules/operations/routes.ts'
import { nrmPages } from '../src/modules/nrm/routes.ts'
import { peoplePages } from '../src/modules/people/routes.ts'
import { referralPages } from '../src/modules/referrals/routes.ts'
import { agreement, contact, fullCase, made, memberId, refer, type Opened } from './support/casework.ts'
import type { Answer } from './support/client.ts'
import {
  administrator,
  council,
  governance,
  guardian,
  manager,
  officer,
  officersColleague,
  outsider,
  ruta,
} from './support/members.ts'
import { met, planned } from './support/visits.ts'
import { rowsSeen } from './support/tables.ts'
import { noticeEntered, rowSetAside } from './support/force-file.ts'
import { world } from './support/world.ts'

const hub = await world()

let opened: Opened & { need: string; action: string; crisis: string }
let waiting: { id: string }
/** Of a worker of the hub, and not about a person. */
let work: { members: string; holdings: string; leave: string; 'language-help': string }
let visit: { id: string }
let encounter: string
let dropRow: string
let notice: string
let rows: Record<string, string>
beforeAll(async () => {
  opened = await fullCase(hub)
  waiting = await refer(hub)
  visit = await planned(hub)
  rows = await hub
    .as(officer)
    .post('/api/drafts', {})
    .then(() => firstRows())
  ;[encounter] = (await met(hub, visit.id, [{ called: 'Jonas', answer: 'yes' }])) as [string]
  dropRow = await rowSetAside(hub)
  notice = await noticeEntered(hub)
  const members = await memberId(hub, ruta)
  const [holding] = await hub.owner<{ id: string }>('select id from cases.holding where member_id = $1', [
    members,
  ])
  const leave = await made(
    hub,
    manager,
    '/api/leave',
    { member: members, from: '2026-12-01', until: '2026-12-02' },
    'leave',
  )
  const lent = await made(hub, ruta, '/api/language-help', { kind: 'advice' }, 'lending')
  work = { members, holdings: holding?.id as string, leave, 'language-help': lent }
})

/** One row of each table that an address names and that no answer gave the id of. */
async function firstRows(): Promise<Record<string, string>> {
  const tables = {
    agreements: 'cases.agreement',
    documents: 'cases.document',
    channels: 'people.channel',
    exclusions: 'people.exclusion',
    drafts: 'referrals.draft',
  }
  const found = Object.entries(tables).map(async ([noun, table]) => {
    const [row] = await hub.owner<{ id: string }>(`select id from ${table} limit 1`)
    return [noun, row?.id as string]
  })
  return Object.fromEntries(await Promise.all(found)) as Record<string, string>
}

/** Who may not know that any of it exists. */
const blind = [administrator, council, outsider, guardian, governance]

/** A body that would be taken, for each command about something: a new command belongs here. */
const bodies = (): Record<string, object> => ({
  'referral.refused': { reason: 'otherArea', explanation: 'Elsewhere' },
  'referral.moreAsked': { question: 'Which bank?' },
  'referral.answered': { answer: 'The one in Wisford' },
  'draft.answered': { version: 1, answers: {} },
  'draft.handedOver': { to: 'team' },
  'draft.sent': { version: 1 },
  'draft.thrownAway': {},
  'action.checked': { goingNow: true },
  'action.costApproved': {},
  'firstContact.planned': { way: 'inPerson', plan: 'At the day centre' },
  'noAnswer.agreed': { ask: 'Her sister' },
  'agreement.withdrawn': {},
  'capacity.recorded': { decision: 'Where to sleep', finding: 'can', assessedBy: 'hub' },
  'document.recorded': { kind: 'passport', place: 'hub' },
  'document.moved': { place: 'hub', version: 1 },
  'case.reopened': { post: 2 },
  'person.involvementSet': { involvedAs: 'both' },
  'channel.added': { channel: 'phone' },
  'channel.corrected': { channel: 'phone' },
  'channel.marked': { safe: 'no' },
  'channel.verified': {},
  'channel.used': { because: 'lifeAtRisk' },
  'checkQuestion.agreed': { question: 'Tea?', answer: 'Honey' },
  'case.opened': { post: 2 },
  'need.recorded': { kind: 'health' },
  'action.promised': { kind: 'advised' },
  'action.ended': { outcome: 'done' },
  'contact.recorded': contact,
  'agreement.recorded': agreement,
  'case.closed': { reason: 'goalsMet' },
  'followup.recorded': { summary: 'Well' },
  'person.restricted': { because: 'highRisk' },
  'person.restrictionLifted': {},
  'warning.raised': { kind: 'doNotRing', unsafe: '07700 900123' },
  'warning.ended': { warning: newId() },
  'crisis.answered': { whoStays: 'Rūta' },
  'crisis.closed': { sentence: 'Asked again' },
  'person.wishesAsked': { through: 'referrer' },
  'referral.wishesAsked': { through: 'referrer' },
  'handover.written': { note: 'Ring after six' },
  'interpreterCall.recorded': { language: 'lit', result: 'understood' },
  'member.languagesSet': { languages: [] },
  'holding.weekdaysChanged': { weekdays: [1] },
  'holding.ended': { until: '2026-12-31' },
  'leave.withdrawn': {},
  'lending.withdrawn': {},
  'encounters.recorded': { people: [{ called: 'Jonas' }] },
  'encounter.returnedTo': { answer: 'no' },
  'encounter.referred': {},
  'visit.back': {},
  'housing.told': { problems: ['damp'], toldOn: '2026-11-23' },
  'visit.reported': { learning: 'Ask the neighbours' },
  'exclusion.ended': { askedBy: 'person' },
  'person.workerExcluded': { member: newId(), askedBy: 'worker' },
  'dropRow.typedAgain': { values: {} },
  'dropRow.discarded': { reason: 'test' },
  'notice.crimeRecorded': { crimeReference: 'X1', recordedOn: '2026-11-23', recordedTime: '9:00' },
})

/** The id of something that is there, by the noun an address begins with. */
const hiddenId = (path: string) =>
  ({
    ...rows,
    refer: rows.drafts,
    referrals: waiting.id,
    'sent-referrals': waiting.id,
    cases: opened.case.id,
    actions: opened.action,
    people: opened.personId,
    crises: opened.crisis,
    ...work,
    visits: visit.id,
    encounters: encounter,
    'drop-folder': dropRow,
    notices: notice,
  })[path.split('/')[1] as string]

/** All that is sent, but for the moment. */
function bytes({ status, headers, text }: Answer): string {
  const { date: _, ...rest } = headers
  return JSON.stringify([status, rest, text])
}

describe('what is hidden and what is not there are answered alike, to the byte', () => {
  const about = <Spec extends { path: string }>(specs: readonly Spec[]) =>
    specs.filter(({ path }) => path.includes(':id'))

  test('every query about something, as JSON', async () => {
    const asked = about(queries)
    expect(asked.length).toBeGreaterThanOrEqual(3)
    for (const { path } of asked) {
      for (const member of blind) {
        const id = hiddenId(path) as string
        expect(id, path).toBeDefined()
        const hidden = await hub.as(member).get(`/api${path.replace(':id', id)}`)
        const absent = await hub.as(member).get(`/api${path.replace(':id', newId())}`)
        const nonsense = await hub.as(member).get(`/api${path.replace(':id', 'x')}`)
        expect(hidden.body, `${member} ${path}`).toEqual({
          type: '/problems/not-found',
          title: 'Not found',
          status: 404,
        })
        expect(bytes(hidden)).toBe(bytes(absent))
        expect(bytes(nonsense)).toBe(bytes(absent))
      }
    }
  })

  test('every command about something, as JSON', async () => {
    const asked = about(commands)
    expect(asked.length).toBeGreaterThanOrEqual(10)
    for (const { path, name } of asked) {
      const body = bodies()[name]
      expect(body, `${name} needs a body here`).toBeDefined()
      for (const member of blind) {
        const hidden = await hub.as(member).post(`/api${path.replace(':id', hiddenId(path) as string)}`, body)
        const absent = await hub.as(member).post(`/api${path.replace(':id', newId())}`, body)
        expect(hidden.status, `${member} ${name}: ${hidden.text}`).toBe(404)
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every page about something', async () => {
    const pages = about([
      ...accountPages,
      ...referralPages,
      ...casePages,
      ...figurePages,
      ...nrmPages,
      ...operationsPages,
      ...deskPages,
      ...peoplePages,
    ])
    expect(pages.length).toBeGreaterThanOrEqual(2)
    for (const { path } of pages) {
      for (const member of blind) {
        const hidden = await hub.as(member).page(path.replace(':id', hiddenId(path) as string))
        const absent = await hub.as(member).page(path.replace(':id', newId()))
        expect(hidden.status, `${member} ${path}`).toBe(404)
        expect(hidden.text).toContain('999')
        expect(bytes(hidden)).toBe(bytes(absent))
      }
    }
  })

  test('every form about something, sent', async () => {
    const forms = about([...accountPages, ...referralPages, ...casePages, ...figurePages])
    const answered: number[] = []
    for (const { path } of forms) {
      for (const member of blind) {
        const hidden = await hub.as(member).submit(path.replace(':id', hiddenId(path) as string), {})
        const absent = await hub.as(member).submit(path.replace(':id', newId()), {})
        expect(bytes(hidden), `${member} ${path}`).toBe(bytes(absent))
        answered.push(hidden.status)
      }
    }
    expect(new Set(answered)).toEqual(new Set([404]))
  })

  test('nothing of theirs has changed by all that asking', async () => {
    const [row] = await hub.owner('select state from referrals.referral where id = $1', [waiting.id])
    expect(row).toEqual({ state: 'received' })
    const { body } = await hub
      .as(manager)
      .get<{ needs: object[]; closedAt?: string }>(`/api/cases/${opened.case.id}`)
    expect([body.needs.length, body.closedAt]).toEqual([1, undefined])
  })
})

describe('the sender', () => {
  test('and their team see the referral as sent and its outcome', async () => {
    for (const member of [officer, officersColleague]) {
      const { status, body } = await hub.as(member).get(`/api/referrals/${opened.referral.id}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ people: [{ calledName: 'Daiva' }], outcome: { state: 'accepted' } })
    }
  })

  test('see neither triage, nor person, nor case, at any door or by SQL', async () => {
    for (const member of [officer, officersColleague]) {
      for (const path of [`referrals/${opened.referral.id}/posts`, `cases/${opened.case.id}`]) {
        expect((await hub.as(member).get(`/api/${path}`)).status, path).toBe(404)
      }
      const seen = await rowsSeen(hub, member, opened.personId)
      const { 'referrals.referral': asSent, 'kernel.access': looked, ...others } = seen
      expect(asSent).toBe(1)
      // What the hub asked them, what they answered, and that there is news, are between the sender and the hub.
      const {
        'referrals.question': asked,
        'referrals.answer': answered,
        'referrals.news': news,
        ...rest
      } = others
      expect([asked, answered, news]).toEqual([1, 1, 2])
      // Their own look at what they sent, a moment ago.
      expect(looked).toBe(1)
      expect(Object.entries(rest).filter(([, n]) => n !== 0)).toEqual([])
    }
  })
})
