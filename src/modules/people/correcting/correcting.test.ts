import { describe, expect, test } from 'vitest'
import { fullPerson, made, openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { council, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { asMember } from '../../../../test/support/tables.ts'
import { warmed, world } from '../../../../test/support/world.ts'
import { lookupsOf } from '../lookup.ts'

const hub = await world()

const { calledName, names, birth, ageStatus, gender, nationalities, languages } = fullPerson
/** The full person as a correction that changes nothing. */
const who = { version: 1, calledName, names, bornOn: birth.date, ageStatus, gender, nationalities, languages }

interface Details {
  version: number
  calledName?: string
  names: object[]
  birth?: object
  languages: { code: string }[]
  nationalities: string[]
  before: { until: string; by: string; calledName?: string; names?: object[]; languages?: object[] }[]
}
type Refused = { errors: { field: string; message: string }[]; detail: string }
const details = async (personId: string, by = ruta) =>
  (await hub.as(by).get<Details>(`/api/people/${personId}/details`)).body
const correct = (personId: string, body: object, by = ruta) =>
  hub.as(by).post<Refused>(`/api/people/${personId}/details`, body)
const eventsOf = (personId: string, name: string) =>
  hub.owner<{ detail: { parts: string[]; level?: string } }>(
    'select detail from kernel.event where name = $2 and person_id = $1 order by at',
    [personId, name],
  )

describe('correcting who somebody is', () => {
  test('changes what is said, keeps what stood, and says in history only which parts', async () => {
    const { personId, case: of } = await openCase(hub, fullPerson)
    const changed = {
      ...who,
      calledName: 'Markername',
      names: [{ given: 'Markergiven', kind: 'document' }],
      languages: [{ code: 'pol', level: 'first', dialect: 'Markerdialect' }],
    }
    expect((await correct(personId, changed)).status).toBe(201)
    const now = await details(personId)
    expect(now).toMatchObject({
      version: 2,
      calledName: 'Markername',
      names: [{ given: 'Markergiven', kind: 'document' }],
      languages: [{ code: 'pol', level: 'first', refused: false, dialect: 'Markerdialect' }],
      nationalities: ['LT', 'RU'],
      birth: { date: '1991-03-27' },
      before: [{ by: 'Rūta Vaitkutė', calledName: 'Daiva' }],
    })
    expect(now.before[0]?.names).toHaveLength(4)
    expect(now.before[0]?.languages).toHaveLength(3)
    expect(now.before[0]).not.toHaveProperty('gender')
    const { body } = await hub
      .as(ioana)
      .get<{ person: Details & { interpreterGender?: string } }>(`/api/cases/${of.id}`)
    expect(body.person).toMatchObject({ calledName: 'Markername', interpreterGender: 'woman' })
    expect(body.person.names).toHaveLength(1)
    expect(body.person.languages.map(({ code }) => code)).toEqual(['pol'])
    const [event] = await eventsOf(personId, 'person.corrected')
    expect(event?.detail).toEqual({ parts: ['calledName', 'names', 'languages'] })
    expect(JSON.stringify(await hub.owner('select * from kernel.event'))).not.toMatch(/marker/i)
    expect(JSON.stringify(await hub.owner('select code, level from people.language'))).not.toMatch(/marker/i)
  })

  test('is read back as it was typed, and sent again unchanged is nothing', async () => {
    const { personId } = await openCase(hub, fullPerson)
    const again = await correct(personId, who)
    expect([again.status, again.body.detail]).toEqual([
      409,
      'Nothing was changed: they are known as they were.',
    ])
    expect((await details(personId)).before).toEqual([])
  })

  test('leaves the wish about an interpreter as the person said it when asked', async () => {
    const { personId, case: of } = await openCase(hub, fullPerson)
    const asked = { through: 'me', interpreterGender: 'man' }
    await made(hub, ruta, `/api/people/${personId}/wishes`, asked, 'person')
    await correct(personId, { ...who, calledName: 'Dd', interpreterGender: 'woman' })
    const { body } = await hub.as(ruta).get<{ person: { interpreterGender?: string } }>(`/api/cases/${of.id}`)
    expect(body.person.interpreterGender).toBe('man')
    expect((await hub.as(ruta).page(`/people/${personId}/details`)).text).not.toContain('interpreterGender')
  })

  test('over another version is a conflict: nobody writes over what they have not read', async () => {
    const { personId } = await openCase(hub, fullPerson)
    await made(hub, ruta, `/api/people/${personId}/details`, { ...who, calledName: 'Dd' }, 'person')
    expect((await correct(personId, { ...who, calledName: 'Ee' })).status).toBe(409)
    await warmed(hub)
    const both = await Promise.all(
      [ruta, ioana].map((by) => correct(personId, { ...who, version: 2, calledName: by }, by)),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  test('empties a list and a name that are not there any more, and leaves what has no empty answer', async () => {
    const { personId } = await openCase(hub, fullPerson)
    expect((await correct(personId, { version: 1 })).status).toBe(201)
    const now = await details(personId)
    expect(now).toMatchObject({
      names: [],
      nationalities: [],
      languages: [],
      ageStatus: 'adult',
      gender: 'woman',
    })
    expect(now.calledName).toBeUndefined()
    expect(now.birth).toBeUndefined()
  })

  test('is the hub’s, for whoever sees the person, restricted or not; the sender’s never', async () => {
    const { personId } = await openCase(hub, fullPerson)
    const path = `/api/people/${personId}/details`
    for (const by of [officer, council, outsider]) {
      expect((await hub.as(by).get(path)).status, by).toBe(404)
      expect((await correct(personId, who, by)).status, by).toBe(404)
    }
    await made(hub, manager, `/api/people/${personId}/restriction`, { because: 'highRisk' }, 'person')
    expect((await correct(personId, { ...who, calledName: 'Dd' }, ruta)).status).toBe(404)
    expect((await correct(personId, { ...who, calledName: 'Dd' }, manager)).status).toBe(201)
  })

  test('makes the person found by what is true now, and by nothing that was corrected', async () => {
    const { personId } = await openCase(hub, fullPerson)
    const corrected = { calledName: 'Ona', names: [{ given: 'Ona', family: 'Sakalienė' }] }
    await correct(personId, { ...who, ...corrected, bornOn: '1992-04-28' })
    const found = await hub.owner<{ kind: string; hash: Buffer }>(
      'select kind, hash from people.lookup where person_id = $1 and ended_at is null order by kind, hash',
      [personId],
    )
    const wanted = lookupsOf(
      { ...corrected, birth: { date: '1992-04-28' }, safeContact: fullPerson.safeContact as never },
      hub.deps.keys.file,
    )
    const inWords = (rows: { kind: string; hash: Buffer }[]) =>
      rows.map(({ kind, hash }) => `${kind} ${hash.toString('hex')}`).toSorted()
    expect(inWords(found)).toEqual(inWords(wanted))
  })

  test('changes the match: the language and the wish that are true now', async () => {
    const waiting = await refer(hub, { languages: [{ code: 'rus', level: 'first' }] })
    const personId = await personOf(hub, waiting.id)
    const best = async () =>
      (
        await hub
          .as(manager)
          .get<{ items: { tier: string; language?: string }[] }>(`/api/referrals/${waiting.id}/posts`)
      ).body.items[0]
    expect((await best())?.language).not.toBe('pol')
    await correct(personId, { version: 1, languages: [{ code: 'pol', level: 'first' }] })
    expect(await best()).toMatchObject({ language: 'pol' })
    const { body } = await hub.as(manager).get<{ items: { id: string }[] }>('/api/referrals?language=pol')
    expect(body.items.map(({ id }) => id)).toContain(waiting.id)
  })

  test('is not done by plain SQL that keeps nothing, nor is what ended begun again', async () => {
    const { personId } = await openCase(hub, fullPerson)
    await correct(personId, { ...who, names: [] })
    const asked = (sql: string) => asMember(hub, ruta, (ask) => ask(sql, [personId]))
    for (const set of [
      `gender = 'man'`,
      `age_status = 'child'`,
      `sealed = ''`,
      `gender = 'man', version = 3`,
    ])
      await expect(asked(`update people.person set ${set} where id = $1`), set).rejects.toMatchObject({
        code: '42501',
      })
    await expect(asked('update people.name set ended_at = null where person_id = $1')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      asked('update people.person_before set gender = null where person_id = $1'),
    ).rejects.toMatchObject({
      code: '42501',
    })
  })
})
