import { describe, expect, test } from 'vitest'
import { openCase } from '../../../../test/support/casework.ts'
import { fullCase } from '../../../../test/support/full-case.ts'
import { council, manager, officer, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'
import { commands } from '../../../registry.ts'
import { hearOfPerson } from '../../people/index.ts'
import { markAccepted, reassessReferral } from '../../referrals/index.ts'
import { sentenceOf, sentences } from './sentences.ts'

const hub = await world()

interface Told {
  items: { name: string; sentence: string; by: string; at: string }[]
  next: string | null
}

// What staff are and do besides; what is not of a person yet (a draft, a row of a file) or of a place and not of one person.
const aboutNoPerson =
  /^(role|session|turn|member|post|holding|leave|lending|interpreterLine|draft|quickReferral|dropRow|dropFile|spoc|premises|visit|housing|encounters)\.|^(encounter\.returnedTo|warning\.checked)$/

describe('the timeline', () => {
  test('has a sentence for every command about a person', () => {
    const names = [...commands, hearOfPerson, markAccepted, reassessReferral]
      .map(({ name }) => name)
      .filter((name) => !aboutNoPerson.test(name))
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => sentences[name] === undefined)).toEqual([])
  })

  test('says plainly that something happened, of an event it does not know', () => {
    expect(sentenceOf('moon.landed', { crew: 3 }, () => '')).toBe('Something was recorded')
  })

  test('tells a whole case, newest first, with who did it and no code in it', async () => {
    const opened = await fullCase(hub)
    const { body } = await hub.as(ruta).get<Told>(`/api/cases/${opened.case.id}/timeline?limit=100`)
    const said = body.items.map(({ sentence }) => sentence)
    expect(said).toEqual(
      expect.arrayContaining([
        'A referral was received',
        'The case was opened',
        'A need was recorded: a safe place to stay',
        'Promised: a bed tonight',
        'Wages claimed: life or wage at stake, going now',
        'Stayed with the person until boarding: done',
        'In person: reached',
        'Asked: the hub may arrange support for me. Yes',
        'Passport: still taken from them',
        'A check question was agreed',
        'A follow-up was recorded',
        'A worker was excluded: they must not be involved',
      ]),
    )
    expect(said.filter((sentence) => /undefined|null|[a-z][A-Z]/.test(sentence))).toEqual([])
    expect(body.items.map(({ at }) => at)).toEqual(
      body.items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(body.items.find(({ name }) => name === 'referral.received')?.by).toBe('Tom Fairweather')
  })

  test('goes on page by page, and loses nothing', async () => {
    const { case: opened } = await fullCase(hub)
    const path = `/api/cases/${opened.id}/timeline`
    const whole = (await hub.as(ruta).get<Told>(`${path}?limit=100`)).body.items
    const read: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: Told = (await hub.as(ruta).get<Told>(`${path}?limit=5${next && `&after=${next}`}`)).body
      read.push(...page.items.map(({ sentence }) => sentence))
      next = page.next
    }
    expect(read).toEqual(whole.map(({ sentence }) => sentence))
  })

  test('is nobody else’s', async () => {
    const { case: opened } = await openCase(hub)
    for (const part of ['timeline', 'readings']) {
      for (const member of [officer, council])
        expect((await hub.as(member).get(`/api/cases/${opened.id}/${part}`)).status).toBe(404)
    }
  })
})

describe('who looked', () => {
  test('says organisation, role and purpose, one line a minute for one person reading one thing', async () => {
    const { case: opened, referral } = await openCase(hub)
    await hub.as(officer).get(`/api/referrals/${referral.id}`)
    for (let i = 0; i < 3; i++) await hub.as(ruta).get(`/api/cases/${opened.id}`)
    const { body } = await hub
      .as(manager)
      .get<{ items: { by: string; organisation: string; roles: string[]; purpose: string }[] }>(
        `/api/cases/${opened.id}/readings`,
      )
    const lines = body.items.map(({ by, organisation, roles, purpose }) => [
      by,
      organisation,
      roles.join(),
      purpose,
    ])
    expect(lines).toContainEqual([
      'Tom Fairweather',
      'Aldermere Constabulary',
      'referrer',
      'Read the referral',
    ])
    expect(lines).toContainEqual(['Grace Okoro', 'Aldermere Constabulary', 'manager', 'Read the case'])
    // A minute may turn while this runs.
    const ofRuta = lines.filter(([by]) => by === 'Rūta Vaitkutė')
    expect(ofRuta.length).toBeGreaterThan(0)
    expect(ofRuta.length).toBeLessThan(3)
  })
})
