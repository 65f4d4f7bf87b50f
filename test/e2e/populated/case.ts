import type { Client } from '../../support/client.ts'

interface Populated {
  person: { id: string; safeContact: { id: string }[] }
  agreements: { id: string }[]
  documents: { id: string }[]
  closed: string
}

/** Something of everything on a case, and another that is over. */
export async function populateCase(hub: Client, id: string, referral: string): Promise<Populated> {
  const of = `/api/cases/${id}`
  await hub.post(`${of}/contacts`, { channel: 'whatsapp', direction: 'in', reached: true, summary: 'مرحبا' })
  const authority = {
    purpose: 'authority',
    recipient: 'Bank',
    given: 'yes',
    signed: true,
    expiresOn: '2027-11-23',
    place: 'custody',
    alone: false,
  }
  await hub.post(`${of}/agreements`, authority)
  await hub.post(`${of}/capacity`, {
    decision: 'Whether to go home',
    finding: 'doubt',
    assessedBy: 'hub',
    advocate: 'asked',
  })
  await hub.post(`${of}/documents`, {
    kind: 'passport',
    place: 'police',
    number: 'LT 1234567',
    recoveredOn: '2026-11-20',
  })
  await hub.post(`${of}/no-answer`, {
    ask: 'Her sister',
    look: 'The day centre',
    say: 'English class',
    policeAfterHours: 24,
  })
  await hub.post(`${of}/first-contact`, {
    way: 'oneCall',
    plan: 'Ring once at noon',
    coverWords: 'It is about the English class',
  })
  const { body } = await hub.get<Omit<Populated, 'closed'>>(of)
  await hub.post(`/api/people/${body.person.id}/check-question`, {
    question: 'What did we drink?',
    answer: 'Tea',
  })
  const over = await hub.post<{ case: { id: string } }>(`/api/referrals/${referral}/acceptance`, { post: 1 })
  await hub.post(`/api/cases/${over.body.case.id}/closure`, {
    reason: 'returnedHome',
    verdict: { words: 'Ačiū' },
  })
  return { ...body, closed: over.body.case.id }
}
