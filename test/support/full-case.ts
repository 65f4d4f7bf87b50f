import { expect } from 'vitest'
import { agreement, contact, full, fullPerson, made, memberId, openCase, type Opened } from './casework.ts'
import { beata, manager, ruta } from './members.ts'
import { visited } from './visits.ts'
import type { World } from './world.ts'

export interface FullCase extends Opened {
  need: string
  action: string
  agreement: string
  document: string
  channel: string
  crisis: string
}

/** A case with a row in every table about a person, so that a table nobody thought of is missed by no loop. */
export async function fullCase(hub: World): Promise<FullCase> {
  const opened = await openCase(hub, fullPerson, full, 2, true)
  const path = `/api/cases/${opened.case.id}`
  const need = await made(hub, ruta, `${path}/needs`, { kind: 'safePlace', goal: 'Sleep' }, 'need')
  const action = await made(
    hub,
    ruta,
    `${path}/actions`,
    { kind: 'bedTonight', need, goal: 'Rest' },
    'action',
  )
  const done = await made(hub, ruta, `${path}/actions`, { kind: 'listened' }, 'action')
  await made(
    hub,
    ruta,
    `/api/actions/${done}/outcome`,
    { outcome: 'done', reason: 'Alone with her' },
    'action',
  )
  await made(hub, ruta, `${path}/contacts`, contact, 'contact')
  const agreed = await made(hub, ruta, `${path}/agreements`, agreement, 'agreement')
  await made(
    hub,
    ruta,
    `${path}/first-contact`,
    { way: 'inPerson', plan: 'At the day centre' },
    'firstContact',
  )
  await made(hub, ruta, `${path}/no-answer`, { ask: 'Her sister', policeAfterHours: 24 }, 'noAnswer')
  const document = await made(
    hub,
    ruta,
    `${path}/documents`,
    { kind: 'passport', place: 'takenAway', number: 'LT123' },
    'document',
  )
  await made(
    hub,
    ruta,
    `${path}/capacity`,
    { decision: 'Where to sleep', finding: 'can', assessedBy: 'hub' },
    'capacity',
  )
  const boarding = await made(hub, ruta, `${path}/actions`, { kind: 'stayedUntilBoarding' }, 'action')
  await made(hub, ruta, `/api/actions/${boarding}/outcome`, { outcome: 'done', at: '2026-11-19' }, 'action')
  const refused = await made(hub, ruta, `${path}/actions`, { kind: 'safeHouse' }, 'action')
  await made(
    hub,
    ruta,
    `/api/actions/${refused}/outcome`,
    { outcome: 'providerSaidNo', reason: 'Full' },
    'action',
  )
  const noticed = await made(hub, ruta, `${path}/actions`, { kind: 'wageClaim' }, 'action')
  await made(
    hub,
    ruta,
    `/api/actions/${noticed}/check`,
    { goingNow: true, words: 'His wage lands today' },
    'action',
  )
  const followUp = {
    at: '2026-11-20',
    summary: 'Well. No longer wants to die.',
    verdict: { words: 'Ačiū' },
  }
  const { body } = await hub.as(ruta).post<{ crisis: { id: string } }>(`${path}/followups`, followUp)
  await made(hub, ruta, `/api/crises/${body.crisis.id}/answers`, { whoStays: 'Rūta' }, 'crisis')
  await made(
    hub,
    ruta,
    `/api/people/${opened.personId}/check-question`,
    { question: 'Tea?', answer: 'Honey' },
    'checkQuestion',
  )
  await made(hub, ruta, `${path}/handovers`, { note: 'Ring her after six' }, 'handover')
  await made(
    hub,
    ruta,
    `${path}/interpreter-calls`,
    { language: 'lit', result: 'understood', useAgain: true, interpreter: '4471' },
    'call',
  )
  const wishes = {
    through: 'referrer',
    communities: [{ code: 'BY', words: 'From Grodno' }],
    interpreterGender: 'woman',
  }
  await made(hub, manager, `/api/people/${opened.personId}/wishes`, wishes, 'person')
  const { calledName, names, birth, gender, nationalities, languages } = fullPerson
  const who = { version: 1, calledName, names, bornOn: birth.date, gender, nationalities, languages }
  const corrected = { ...who, nationalities: ['LT'] }
  await made(hub, ruta, `/api/people/${opened.personId}/details`, corrected, 'person')
  await made(hub, ruta, `/api/people/${opened.personId}/details`, { ...who, version: 2 }, 'person')
  await made(hub, ruta, `/api/people/${opened.personId}/council`, { told: 'notYet' }, 'person')
  const worker = await memberId(hub, beata)
  const exclusion = { member: worker, askedBy: 'person' }
  await made(hub, manager, `/api/people/${opened.personId}/exclusions`, exclusion, 'exclusion')
  await visited(hub, opened)
  // By a task of Waymark's own, which a test without the queue does not run.
  await hub.owner(
    `insert into watch.told (id, hub, matter, matter_id, event_id, step, member_id, person_id, open_hub, at)
     select gen_random_uuid(), 1, 'crisis', c.id, e.id, 'onCall', $2, c.person_id, c.open_hub, c.opened_at
       from people.crisis c join kernel.event e on e.subject_id = c.id and e.name = 'crisis.opened' where c.id = $1`,
    [body.crisis.id, worker],
  )
  const whole = await hub.as(ruta).get<{ person: { safeContact: { id: string }[] } }>(path)
  expect(whole.status).toBe(200)
  const channel = whole.body.person.safeContact[0]?.id as string
  return { ...opened, need, action, agreement: agreed, document, channel, crisis: body.crisis.id }
}
