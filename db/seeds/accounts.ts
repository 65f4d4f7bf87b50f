/** The people at work in a fictional county. Everybody and every place here is invented. */

export const area = 'Aldermere'

export const hubs = [{ id: 1, name: 'Aldermere Victim and Witness Hub' }]

export const agencies = [
  { id: 1, name: 'Aldermere Constabulary', kind: 'force', hub: 1 },
  { id: 2, name: 'Aldermere City Council', kind: 'council', hub: 1 },
  { id: 3, name: 'Harbour Light', kind: 'charity', hub: 1 },
  { id: 4, name: 'St Wendreda’s Hospital', kind: 'health', hub: 1 },
  { id: 5, name: 'Office of the Commissioner for Aldermere', kind: 'commissioner', hub: 1 },
]

export const teams = [
  { id: 1, agency: 1, name: 'Victim and Witness Hub' },
  { id: 2, agency: 1, name: 'Neighbourhood team, Eastgate' },
  { id: 3, agency: 2, name: 'Housing standards' },
  { id: 4, agency: 3, name: 'Outreach' },
  { id: 5, agency: 4, name: 'Emergency department' },
  { id: 6, agency: 1, name: 'Systems' },
  { id: 7, agency: 5, name: 'Commissioning' },
  { id: 8, agency: 1, name: 'Exploitation investigation' },
]

/** The council's own, which an area adds: numbers that Ofcom keeps for fiction. */
export const helpNumbers = [
  {
    id: 101,
    kind: 'councilDay',
    label: 'Aldermere City Council, children’s services',
    number: '01632 960340',
    hours: 'Monday to Friday, 9 am to 5 pm',
  },
  {
    id: 102,
    kind: 'councilNight',
    label: 'Aldermere City Council, out of hours',
    number: '01632 960999',
    hours: 'Evenings, nights, weekends and bank holidays',
  },
]

export interface SeedMember {
  name: string
  email: string
  team: number
  roles: string[]
  gender?: 'woman' | 'man'
  speaks?: Record<string, 'first' | 'fluent' | 'some'>
}

export const members: SeedMember[] = [
  { name: 'Tom Fairweather', email: 'tom.fairweather@constabulary.example', team: 2, roles: ['referrer'] },
  {
    name: 'Rūta Vaitkutė',
    email: 'ruta.vaitkute@hub.example',
    team: 1,
    roles: ['co-ordinator'],
    gender: 'woman',
    speaks: { lit: 'first', rus: 'fluent', eng: 'fluent' },
  },
  {
    name: 'Grace Okoro',
    email: 'grace.okoro@hub.example',
    team: 1,
    roles: ['manager'],
    speaks: { eng: 'first' },
  },
  { name: 'Dev Patel-Hughes', email: 'dev.patel-hughes@systems.example', team: 6, roles: ['administrator'] },
  {
    name: 'Ioana Marinescu',
    email: 'ioana.marinescu@hub.example',
    team: 1,
    roles: ['co-ordinator'],
    gender: 'woman',
    speaks: { ron: 'first', rus: 'fluent', eng: 'fluent' },
  },
  {
    name: 'Beata Zielińska',
    email: 'beata.zielinska@hub.example',
    team: 1,
    roles: ['co-ordinator'],
    gender: 'woman',
    speaks: { pol: 'first', eng: 'fluent', ukr: 'some' },
  },
  {
    name: 'Martin Ashdown',
    email: 'martin.ashdown@hub.example',
    team: 1,
    roles: ['manager'],
    speaks: { eng: 'first' },
  },
  { name: 'Siân Prosser', email: 'sian.prosser@council.example', team: 3, roles: ['referrer'] },
  { name: 'Leah Cohen', email: 'leah.cohen@harbourlight.example', team: 4, roles: ['referrer'] },
  { name: 'Amara Nwosu', email: 'amara.nwosu@hospital.example', team: 5, roles: ['referrer'] },
  { name: 'Judith Penhale', email: 'judith.penhale@council.example', team: 3, roles: ['guardian'] },
  { name: 'Dilip Rahman', email: 'dilip.rahman@constabulary.example', team: 8, roles: ['investigator'] },
  { name: 'Helen Marsh', email: 'helen.marsh@commissioner.example', team: 7, roles: ['governance'] },
]

/** The first two posts (desk-work.ts makes a third); one is shared by its Lithuanian and its Romanian half. Weekdays: 1 is Monday. */
export const posts = [
  {
    id: 1,
    name: 'Multilingual care co-ordinator, shared post',
    capacity: 30,
    holders: [
      { email: 'ruta.vaitkute@hub.example', weekdays: [1, 2, 3] },
      { email: 'ioana.marinescu@hub.example', weekdays: [4, 5] },
    ],
  },
  {
    id: 2,
    name: 'Care co-ordinator',
    capacity: 30,
    holders: [{ email: 'beata.zielinska@hub.example', weekdays: [1, 2, 3, 4, 5] }],
  },
]

/** Invented, like everything here: numbers of this kind are never given to anybody. */
export const interpreterLine = { agency: 'Aldermere Interpreting Line', number: '01632 960555' }
