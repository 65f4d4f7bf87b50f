import { expect } from 'vitest'
import { manager, officer, ruta } from './members.ts'
import type { World } from './world.ts'

/** The least the contract asks for. */
export const minimal = { source: { door: 'officer' }, people: [{}], account: '' }

export const fullPerson = {
  calledName: 'Daiva',
  names: [
    { given: 'Daiva', family: 'Sakalienė', kind: 'stated' },
    { given: '戴娃', family: '', kind: 'used' },
    { family: 'فاطمة', kind: 'document' },
    { given: 'Dd', kind: 'other' },
  ],
  birth: { date: '1991-03-27' },
  ageStatus: 'adult',
  gender: 'woman',
  nationalities: ['LT', 'RU'],
  languages: [
    { code: 'lit', level: 'first', dialect: 'Žemaitija' },
    { code: 'rus', level: 'fluent', agreed: true },
    { code: 'eng', level: 'some', agreed: false, refused: true },
  ],
  interpreterGender: 'woman',
  safeContact: [
    { channel: 'phone', value: '07700 900764', safe: 'yes', rules: 'After 6 pm' },
    { channel: 'text', value: '07700 900122', safe: 'no', rules: '' },
    { channel: 'email', value: 'd@example.org', safe: 'unknown', rules: 'Never' },
  ],
  seenAlone: true,
}

/** Everything the contract knows, of one person. */
export const full = {
  source: {
    door: 'visit',
    organisation: 'Constabulary',
    name: 'PC Fairweather',
    contact: '101 extension 4471',
  },
  people: [fullPerson],
  account: '  Kept exactly as typed:\r\n\ttwo lines, “quotes”, <b>markup</b> & 𝔘nicode\n',
  foundAt: { town: 'Eastgate', postcode: 'AL9 4QQ', description: 'House behind the car wash' },
  indicators: ['withholdingOfWages', 'excessiveOvertime'],
  immediate: {
    danger: false,
    wantsToDie: false,
    injured: false,
    medical: true,
    pregnant: false,
    arrested: false,
    missing: false,
    child: false,
    nowhereToSleep: true,
    wageAtRiskBy: '2026-11-27',
  },
  agreedToReferral: 'yes',
}

export interface Made {
  id: string
  reference: string
}

/** Refers these people by the JSON door. Out: one referral a person. */
export async function referAll(
  hub: World,
  people: unknown[],
  more: object = {},
  by = officer,
): Promise<Made[]> {
  const { status, body } = await hub
    .as(by)
    .post<{ referrals: Made[] }>('/api/referrals', { ...minimal, ...more, people })
  expect(status).toBe(201)
  return body.referrals
}

export async function refer(
  hub: World,
  person: unknown = {},
  more: object = {},
  by = officer,
): Promise<Made> {
  const [referral] = await referAll(hub, [person], more, by)
  return referral as Made
}

export interface Opened {
  referral: Made
  case: Made
  personId: string
}

/** A referral accepted onto a post by a manager; asked about and answered first, when `asked`. */
export async function openCase(
  hub: World,
  person: unknown = {},
  more: object = {},
  post = 2,
  asked = false,
): Promise<Opened> {
  const referral = await refer(hub, person, more)
  if (asked) {
    await made(hub, ruta, `/api/referrals/${referral.id}/questions`, { question: 'Which bank?' }, 'referral')
    await made(
      hub,
      officer,
      `/api/referrals/${referral.id}/answers`,
      { answer: 'The one in Wisford' },
      'referral',
    )
  }
  const { status, body } = await hub
    .as(manager)
    .post<{ case: Made }>(`/api/referrals/${referral.id}/acceptance`, { post })
  expect(status).toBe(201)
  return { referral, case: body.case, personId: await personOf(hub, referral.id) }
}

/** Whose referral it is, by looking behind the policies. */
export async function personOf(hub: World, referralId: string): Promise<string> {
  const rows = await hub.owner<{ person_id: string }>(
    'select person_id from referrals.referral where id = $1',
    [referralId],
  )
  return rows[0]?.person_id as string
}

/** Posts and expects 201. Out: the id of what was made. */
export async function made(
  hub: World,
  by: string,
  path: string,
  body: object,
  name: string,
): Promise<string> {
  const answer = await hub.as(by).post<Record<string, { id: string }>>(path, body)
  expect(answer.text).toContain(`"${name}"`)
  expect(answer.status).toBe(201)
  return answer.body[name]?.id as string
}

export const contact = {
  channel: 'inPerson',
  withWhom: 'Daiva',
  language: 'lit',
  bridge: 'own',
  reached: true,
  summary: 'Spoke',
}

export const agreement = { purpose: 'support', given: 'yes', explainedIn: 'lit', how: 'Spoken' }

export async function memberId(hub: World, email: string): Promise<string> {
  const rows = await hub.owner<{ id: string }>('select id from accounts.member where email = $1', [email])
  return rows[0]?.id as string
}
