import { noticeEntered, rowSetAside } from '../support/force-file.ts'
import type { Face } from './browser.ts'
import { populateCase } from './populated/case.ts'
import { halfWritten } from './populated/draft.ts'
import { referral } from './populated/referral.ts'
import { populateVisits } from './populated/visits.ts'

const manager = 'grace.okoro@hub.example'

/** A referral that waits, one that became a case with something of everything, and where all of it is shown. */
export async function populate(face: Face): Promise<Record<string, string[]>> {
  const { as } = face
  const hub = as(manager)
  const row = await rowSetAside(face)
  const notice = await noticeEntered(face)
  const refer = async () => {
    const { body } = await hub.post<{ referrals: [{ id: string }] }>('/api/referrals', referral)
    return body.referrals[0].id
  }
  const waiting = await refer()
  const accepted = await refer()
  const refused = await refer()
  await hub.post(`/api/referrals/${refused}/refusal`, {
    reason: 'otherArea',
    explanation: 'Ring the hub of the next county.',
  })
  const opened = await hub.post<{ case: { id: string } }>(`/api/referrals/${accepted}/acceptance`, {
    post: 1,
  })
  const { id } = opened.body.case
  const of = `/api/cases/${id}`
  const needed = await hub.post<{ need: { id: string } }>(`${of}/needs`, {
    kind: 'money',
    goal: 'My own wage',
  })
  const promise = async (body: object) => {
    const promised = await hub.post<{ action: { id: string } }>(`${of}/actions`, body)
    return promised.body.action.id
  }
  const action = await promise({
    kind: 'bankContacted',
    need: needed.body.need.id,
    promisedBy: '2026-12-01',
    cost: { pence: 1250 },
  })
  const ended = await promise({ kind: 'safeHouse' })
  await hub.post(`/api/actions/${ended}/outcome`, { outcome: 'providerSaidNo', reason: 'No room' })
  await hub.post(`${of}/contacts`, {
    channel: 'phone',
    language: 'lit',
    bridge: 'own',
    reached: true,
    summary: 'Spoke.',
    next: 'Ring',
  })
  await hub.post(`${of}/agreements`, {
    purpose: 'police',
    given: 'notNow',
    explainedIn: 'lit',
    how: 'Spoken',
  })
  await hub.post(`${of}/handovers`, { note: 'Ring after six.' })
  await hub.post(`${of}/interpreter-calls`, {
    language: 'lit',
    result: 'understood',
    useAgain: true,
    interpreter: '4471',
  })
  await hub.post('/api/language-help', { kind: 'advice', minutes: 'under15' })
  const board = await hub.get<{ items: { holders: { holding: string; member: string }[] }[] }>('/api/posts')
  const half = board.body.items[0]?.holders[0] as { holding: string; member: string }
  const leave = await hub.post<{ leave: { id: string } }>('/api/leave', {
    member: half.member,
    from: '2026-11-23',
    until: '2026-11-24',
  })
  const council = as('sian.prosser@council.example')
  const sent = await council.post<{ referrals: [{ id: string }] }>('/api/referrals', referral)
  const asked = sent.body.referrals[0].id
  await hub.post(`/api/referrals/${asked}/questions`, { question: 'Which bank is it?' })
  const journey = await halfWritten(as('tom.fairweather@constabulary.example'), referral)
  const { person, agreements, documents, closed } = await populateCase(hub, id, await refer())
  const spoken = await hub.post<{ crisis: { id: string } }>(`${of}/contacts`, {
    channel: 'phone',
    reached: true,
    summary: 'She wants to die.',
  })
  const crisis = spoken.body.crisis.id
  await hub.post(`/api/crises/${crisis}/answers`, {
    whoStays: 'Rūta',
    gp: 'Rang back',
    askAgain: { at: '21:00' },
  })
  const excluded = await hub.post<{ exclusion: { id: string } }>(`/api/people/${person.id}/exclusions`, {
    member: board.body.items[1]?.holders[0]?.member,
    askedBy: 'person',
  })
  await hub.post(`${of}/warnings`, { kind: 'doNotPlace', unsafe: 'Flat 2, 3 Dock Street, Eastgate, AL9 4QT' })
  const tabs = ['plan', 'contacts', 'agreements', 'documents', 'timeline', 'readings'].map(
    (tab) => `/cases/${id}/${tab}`,
  )
  const added = [
    'needs',
    'actions',
    'bed-tonight',
    'contacts/new',
    'first-contact',
    'no-answer',
    'agreements/new',
    'capacity',
    'documents/new',
    'closure',
    'followups',
    'handovers',
    'interpreter-calls',
    'warnings',
    'warnings/endings',
  ]
  const forms = added.map((form) => `/cases/${id}/${form}`)
  const seeing = [
    'members',
    'restriction',
    'restriction/end',
    'named-members',
    'named-members/endings',
    'exclusions',
    'details',
    'council',
    'warnings',
    'warnings/endings',
  ]
  const ofPerson = ['ways', 'channels', 'check-question', 'involvement', ...seeing].map(
    (form) => `/people/${person.id}/${form}`,
  )
  const ofChannel = ['correction', 'safety', 'verification', 'use'].map(
    (form) => `/channels/${person.safeContact[0]?.id}/${form}`,
  )
  const { met, alone, yes, notNow } = await populateVisits(hub)
  return {
    'Grace Okoro': [
      '/referrals',
      `/referrals/${waiting}`,
      `/referrals/${refused}`,
      `/referrals/${waiting}/acceptance`,
      `/referrals/${waiting}/wishes`,
      `/referrals/${waiting}/refusal`,
      '/cases',
      '/cases/closed',
      '/cases?risk=immediate&language=lit',
      '/references',
      `/cases/${id}`,
      ...tabs,
      ...forms,
      ...ofPerson,
      ...ofChannel,
      `/exclusions/${excluded.body.exclusion.id}/end`,
      `/actions/${action}/outcome`,
      '/posts',
      '/posts/new',
      '/posts/capacity?post=1',
      '/holdings',
      `/holdings/${half.holding}/weekdays`,
      `/holdings/${half.holding}/end`,
      '/leave',
      `/leave/${leave.body.leave.id}/withdrawal`,
      `/members/${half.member}/languages`,
      '/about-me',
      '/interpreter-lines',
      '/language-help',
      `/actions/${action}/check`,
      `/actions/${action}/approval`,
      `/agreements/${agreements[0]?.id}/withdrawal`,
      `/documents/${documents[0]?.id}/place`,
      `/cases/${closed}`,
      `/cases/${closed}/reopening`,
      '/figures',
      '/figures?from-day=31&from-month=2&from-year=2026',
      '/referrals?state=refused&risk=immediate',
      '/drop-folder',
      `/drop-folder/rows/${row}`,
      `/drop-folder/rows/${row}/discarding`,
      `/referrals/${accepted}/crime-system-copy`,
      '/refer',
      '/quick-referral',
      '/sent-referrals',
      `/crises/${crisis}`,
      `/crises/${crisis}/closure`,
      '/on-call',
      '/on-call/turns',
      '/on-call/endings',
      '/safety-check',
      '/safety-check?answer=nothing',
      '/today',
      '/today/promises?whose=others',
      '/today/quiet',
      '/today/new?whose=mine',
      '/today/notes',
      '/today/come-backs',
      '/today/follow-ups',
      '/visits',
      '/visits/plan',
      '/visits/alone',
      met,
      `${met}/sheet`,
      `${met}/sheet?copy=outside`,
      `${met}/encounters`,
      `${met}/problems-told`,
      `${met}/reports`,
      alone,
      `${alone}/back`,
      `/encounters/${yes}/referral`,
      `/encounters/${notNow}/return`,
      `/referrals/${waiting}/questions`,
      `/sent-referrals/${waiting}`,
      '/nothing-here',
    ],
    'Rūta Vaitkutė': ['/today', '/posts', '/language-help', '/about-me'],
    'Tom Fairweather': ['/refer', '/sent-referrals', `/cases/${id}`, ...journey, '/no-account'],
    'Siân Prosser': ['/sent-referrals', `/referrals/${asked}`, `/referrals/${asked}/answers`],
    'Dilip Rahman': ['/notices', `/notices/${notice}`, '/notices/new'],
    'Dev Patel-Hughes': ['/members', '/jobs', '/form-messages'],
    'Helen Marsh': ['/figures'],
    'Judith Penhale': ['/alerts', '/on-call'],
  }
}
