import type { Client } from '../../support/client.ts'

/** A draft with something in everything, and every page of its journey. */
export async function halfWritten(officer: Client, referral: object): Promise<string[]> {
  const begun = await officer.post<{ draft: { id: string } }>('/api/drafts', {})
  const { id } = begun.body.draft
  const [person] = (referral as { people: object[] }).people
  const answers = {
    ...referral,
    people: [person, {}],
    children: { involved: 'unsure' },
    indicators: ['withholdingOfWages', 'othersSpeakForThem'],
    observations: [{ code: 'withholdingOfWages', basis: 'said', where: 'በቤት' }],
  }
  await officer.post(`/api/drafts/${id}/answers`, { version: 1, answers })
  const refusing = await officer.post<{ draft: { id: string } }>('/api/drafts', {})
  const ofPerson = ['name', 'age', 'about', 'language', 'contact', 'alone', 'remove'].map(
    (page) => `people/1/${page}`,
  )
  const pages = [
    'children',
    'council',
    'right-now',
    'what-happened',
    'where',
    'agreed',
    'signs',
    'noticed',
    ...ofPerson,
    'people/2/name',
    'people',
    'you',
    'check',
    'holder',
    'end',
  ]
  return [
    ...pages.map((page) => `/refer/${id}/${page}`),
    `/refer/${refusing.body.draft.id}/said-no`,
    `/refer/${refusing.body.draft.id}/check`,
  ]
}
