// Past 250 lines because what makes a way safe, and what does not, is read side by side.
import { describe, expect, test } from 'vitest'
import { fullPerson, made, openCase, type Opened } from '../../../../test/support/casework.ts'
import { council, manager, officer, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'
import type { ChannelKnown } from './forms.ts'

const hub = await world()

interface Read {
  person: { safeContact: ChannelKnown[]; checkQuestion?: object }
}
const waysOf = async ({ case: { id } }: Opened) => {
  const { body } = await hub.as(ruta).get<Read>(`/api/cases/${id}`)
  return body.person.safeContact
}
const phoneOf = async (opened: Opened) =>
  (await waysOf(opened)).find(({ channel }) => channel === 'phone') as ChannelKnown
const agree = (opened: Opened) =>
  made(
    hub,
    ruta,
    `/api/people/${opened.personId}/check-question`,
    { question: 'Which shop?', answer: 'The green one' },
    'checkQuestion',
  )
const spoke = (opened: Opened, more: object) =>
  made(
    hub,
    ruta,
    `/api/cases/${opened.case.id}/contacts`,
    { channel: 'phone', reached: true, ...more },
    'contact',
  )

describe('a way to reach somebody', () => {
  test('is added with what to say, and only whoever said yes or no has checked it', async () => {
    const opened = await openCase(hub)
    const path = `/api/people/${opened.personId}/channels`
    await made(
      hub,
      ruta,
      path,
      { channel: 'signal', value: '+44 7700 900333', say: 'English class' },
      'channel',
    )
    await made(
      hub,
      ruta,
      path,
      { channel: 'phone', value: '07700 900444', safe: 'yes', voicemail: false },
      'channel',
    )
    expect(await waysOf(opened)).toMatchObject([
      {
        channel: 'signal',
        value: '+44 7700 900333',
        safe: 'unknown',
        say: 'English class',
        standing: 'unknown',
      },
      {
        channel: 'phone',
        value: '07700 900444',
        safe: 'yes',
        voicemail: false,
        standing: 'safe',
        checkedAt: aMonday,
        checkedBy: 'Rūta Vaitkutė',
      },
    ])
    expect((await waysOf(opened))[0]?.checkedAt).toBeUndefined()
  })

  test('is corrected by a new row: the old one ends and stays', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    const path = `/api/channels/${id}/correction`
    const now = await made(
      hub,
      ruta,
      path,
      { channel: 'phone', value: '07700 900999', safe: 'yes' },
      'channel',
    )
    expect(await phoneOf(opened)).toMatchObject({ id: now, value: '07700 900999' })
    const rows = await hub.owner(
      'select replaces, ended_at is not null as ended from people.channel where id = any($1) order by ended',
      [[id, now]],
    )
    expect(rows).toEqual([
      { replaces: id, ended: false },
      { replaces: null, ended: true },
    ])
    expect(await phoneOf(opened)).toMatchObject({ safe: 'unknown', standing: 'unknown' })
    expect((await hub.as(ruta).post(path, { channel: 'phone', value: '1' })).status).toBe(409)
  })

  test.each([
    ['number', { channel: 'phone', value: '07700 900998' }, 'unknown'],
    ['kind', { channel: 'whatsapp', value: '07700 900764' }, 'unknown'],
    ['times alone', { channel: 'phone', value: '07700 900764', times: 'Mornings' }, 'yes'],
  ])('keeps the old “yes” only for what it was said of: another %s', async (_, told, safe) => {
    const opened = await openCase(hub)
    const first = { channel: 'phone', value: '07700 900764', safe: 'yes' }
    const id = await made(hub, ruta, `/api/people/${opened.personId}/channels`, first, 'channel')
    await made(hub, ruta, `/api/channels/${id}/correction`, { ...told, safe: 'yes' }, 'channel')
    const [way] = await waysOf(opened)
    expect(way).toMatchObject({ ...told, safe })
    expect(way?.checkedAt !== undefined).toBe(safe === 'yes')
    const { text } = await hub.as(ruta).page(`/cases/${opened.case.id}`)
    expect(text.includes('tel:')).toBe(safe === 'yes')
  })

  test('is marked with who checked it and when', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    await made(hub, manager, `/api/channels/${id}/safety`, { safe: 'no' }, 'channel')
    expect(await phoneOf(opened)).toMatchObject({
      safe: 'no',
      standing: 'no',
      checkedBy: 'Grace Okoro',
      checkedAt: aMonday,
    })
  })

  test('is not for the sender of the referral, nor for anybody outside the hub', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    for (const member of [officer, council]) {
      expect((await hub.as(member).post(`/api/channels/${id}/safety`, { safe: 'yes' })).status).toBe(404)
      expect(
        (await hub.as(member).post(`/api/people/${opened.personId}/channels`, { channel: 'phone' })).status,
      ).toBe(404)
    }
  })
})

describe('proof that it is the person', () => {
  test('is a two-way contact with the check question answered, and nothing less', async () => {
    const opened = await openCase(hub, fullPerson)
    const proved = async () => (await phoneOf(opened)).verifiedAt
    await agree(opened)
    await spoke(opened, { direction: 'in' })
    await spoke(opened, { check: 'notAnswered' })
    await spoke(opened, { reached: false, check: 'answered' })
    expect(await proved()).toBeUndefined()
    await spoke(opened, { check: 'answered' })
    expect(await proved()).toBe(aMonday)
    expect((await phoneOf(opened)).verifiedBy).toBe('Rūta Vaitkutė')
  })

  test('an inbound contact is never left open: nobody said that they asked, so it was not asked', async () => {
    const opened = await openCase(hub, fullPerson)
    await spoke(opened, { direction: 'in' })
    const { body } = await hub.as(ruta).get<{ contacts: object[] }>(`/api/cases/${opened.case.id}`)
    expect(body.contacts).toMatchObject([{ direction: 'in', check: 'notAsked' }])
    expect((await hub.as(ruta).page(`/cases/${opened.case.id}/contacts`)).text).toContain(
      'Not proved to be them',
    )
  })

  test('does not make an unsafe way safe', async () => {
    const opened = await openCase(hub, fullPerson)
    await agree(opened)
    await spoke(opened, { channel: 'text', check: 'answered' })
    const text = (await waysOf(opened)).find(({ channel }) => channel === 'text')
    expect(text).toMatchObject({ safe: 'no', standing: 'no' })
    expect(text?.verifiedAt).toBeUndefined()
    for (const { id, safe } of await waysOf(opened)) {
      const { status } = await hub.as(ruta).post(`/api/channels/${id}/verification`, {})
      expect(status).toBe(safe === 'yes' ? 201 : 409)
    }
  })

  test('takes a question that was agreed: without one nothing can have been answered', async () => {
    const opened = await openCase(hub, fullPerson)
    const said = { channel: 'phone', reached: true, check: 'answered' }
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/contacts`, said)
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { errors: [{ field: 'check', message: 'Agree a check question first' }] },
    ])
    const { id } = await phoneOf(opened)
    const proof = await hub.as(ruta).post(`/api/channels/${id}/verification`, {})
    expect([proof.status, proof.body]).toMatchObject([409, { detail: 'Agree a check question first' }])
    expect((await phoneOf(opened)).verifiedAt).toBeUndefined()
    const offered = async () =>
      (await hub.as(ruta).page(`/cases/${opened.case.id}/contacts/new`)).text.includes('value="answered"')
    expect(await offered()).toBe(false)
    await agree(opened)
    expect(await offered()).toBe(true)
  })

  test('a way of somebody else cannot be named', async () => {
    const [mine, theirs] = [await openCase(hub, fullPerson), await openCase(hub, fullPerson)]
    await agree(mine)
    const { id } = await phoneOf(theirs)
    const answer = await hub.as(ruta).post(`/api/cases/${mine.case.id}/contacts`, {
      channel: 'phone',
      reached: true,
      check: 'answered',
      way: id,
    })
    expect(answer.status).toBe(422)
    expect((await phoneOf(theirs)).verifiedAt).toBeUndefined()
  })
})

describe('the strip above every page of the case', () => {
  const strip = async ({ case: { id } }: Opened) => (await hub.as(ruta).page(`/cases/${id}`)).text

  test('links what is safe, and says the rest in words', async () => {
    const page = await strip(await openCase(hub, fullPerson))
    expect(page).toContain('href="tel:+447700900764"')
    expect(page).toMatch(/Do not use: text message<\/strong> <bdi>07700 900122/)
    expect(page).not.toContain('sms:')
    expect(page).toContain('1 not checked:')
    expect(page).not.toContain('d@example.org')
  })

  test('links nothing after a move or 30 days, until the check question was answered', async () => {
    const opened = await openCase(hub, fullPerson)
    await agree(opened)
    const bed = await made(
      hub,
      ruta,
      `/api/cases/${opened.case.id}/actions`,
      { kind: 'bedTonight' },
      'action',
    )
    try {
      hub.clock.set('2026-11-23T11:00:00Z')
      await made(hub, ruta, `/api/actions/${bed}/outcome`, { outcome: 'done' }, 'action')
      hub.clock.set('2026-11-23T12:00:00Z')
      expect(await strip(opened)).not.toContain('tel:')
      expect(await strip(opened)).toContain('They have moved since.')
      await spoke(opened, { check: 'answered' })
      expect(await strip(opened)).toContain('tel:+447700900764')
      hub.clock.set('2026-12-24T12:00:00Z')
      expect(await strip(opened)).not.toContain('tel:')
    } finally {
      hub.clock.set(aMonday)
    }
  })
})

describe('using a way whose check is old', () => {
  test('takes a reason, opens it to that member alone, and for a quarter of an hour', async () => {
    const opened = await openCase(hub, fullPerson)
    const { id } = await phoneOf(opened)
    const ring = async (member: string) =>
      (await hub.as(member).page(`/people/${opened.personId}/ways`)).text.includes('tel:+447700900764')
    try {
      hub.clock.set('2027-01-04T12:00:00Z')
      expect(await ring(ruta)).toBe(false)
      expect((await hub.as(ruta).post(`/api/channels/${id}/use`, {})).status).toBe(422)
      await made(hub, ruta, `/api/channels/${id}/use`, { because: 'lifeAtRisk' }, 'channel')
      expect(await ring(ruta)).toBe(true)
      expect(await ring(manager)).toBe(false)
      hub.clock.set('2027-01-04T12:16:00Z')
      expect(await ring(ruta)).toBe(false)
    } finally {
      hub.clock.set(aMonday)
    }
  })

  test('is refused for a way that is unsafe or that nobody checked', async () => {
    const ways = await waysOf(await openCase(hub, fullPerson))
    const use = async (channel: string) => {
      const id = ways.find((way) => way.channel === channel)?.id
      return (await hub.as(ruta).post(`/api/channels/${id}/use`, { because: 'lifeAtRisk' })).body
    }
    expect(await use('text')).toMatchObject({ status: 409, detail: 'This is not safe: do not use it.' })
    expect(await use('email')).toMatchObject({
      status: 409,
      detail: 'Nobody has checked this: do not use it until somebody has.',
    })
  })
})
