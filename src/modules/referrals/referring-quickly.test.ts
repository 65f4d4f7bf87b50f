import { describe, expect, test } from 'vitest'
import { council, manager, officer, administrator, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

const five = {
  danger: 'yes',
  whereNow: 'Ward 4, St Wendreda’s',
  language: 'tir',
  reach: 'Through me until six; her brother answers her phone',
  name: 'Amara Nwosu',
  contact: '01632 960187',
}
const send = (body: object, by = officer, key?: string) =>
  hub
    .as(by)
    .post<{ referrals: { id: string; reference: string }[]; errors: { field: string; message: string }[] }>(
      '/api/quick-referrals',
      body,
      { key },
    )

describe('a quick referral', () => {
  test('is a referral as any other, and says that nobody wrote its account', async () => {
    const { status, body } = await send(five)
    expect(status).toBe(201)
    const { id } = body.referrals[0] as { id: string }
    const sent = await hub.as(officer).get<{ account: string }>(`/api/referrals/${id}`)
    expect(sent.body).toMatchObject({
      source: {
        door: 'officer',
        organisation: 'Aldermere Constabulary',
        name: five.name,
        contact: five.contact,
      },
      people: [
        {
          languages: [{ code: 'tir' }],
          safeContact: [{ channel: 'other', value: five.reach, safe: 'unknown' }],
        },
      ],
      foundAt: { description: five.whereNow },
      immediate: { danger: true },
    })
    expect(sent.body.account).toMatch(/^A quick referral: five answers, and no account yet\./)
    expect(sent.body.account).toContain('Language: Tigrinya')
    const queue = await hub.as(manager).get<{ items: { id: string; risk: object }[] }>('/api/referrals')
    expect(queue.body.items.find((item) => item.id === id)).toMatchObject({
      risk: { level: 'immediate' },
      language: 'tir',
    })
  })

  test('"not known" is not "no": it is not assessed, and no language is made up', async () => {
    const { body } = await send({ ...five, danger: 'notKnown', language: 'notKnown' })
    const sent = await hub.as(officer).get<Record<string, unknown>>(`/api/referrals/${body.referrals[0]?.id}`)
    expect(sent.body).not.toHaveProperty('immediate')
    expect(sent.body.people).toEqual([{ safeContact: [expect.anything()] }])
    const queue = await hub.as(manager).get<{ items: { id: string }[] }>('/api/referrals')
    expect(queue.body.items.find((item) => item.id === body.referrals[0]?.id)).toMatchObject({
      risk: { level: 'notAssessed' },
    })
  })

  test('came by the door of whoever sent it', async () => {
    const doorOf = async (by: string) => {
      const { body } = await send(five, by)
      return (await hub.as(by).get<{ source: { door: string } }>(`/api/referrals/${body.referrals[0]?.id}`))
        .body.source.door
    }
    expect([await doorOf(officer), await doorOf(council), await doorOf(ruta)]).toEqual([
      'officer',
      'partner',
      'coordinator',
    ])
    expect((await send(five, administrator)).status).toBe(403)
  })

  test.each([
    ['danger', 'Choose whether they are in danger now'],
    ['whereNow', 'Enter where they are now'],
    ['language', 'Choose a language, or “Not known”'],
    ['reach', 'Enter how to reach them safely'],
    ['name', 'Enter your name'],
    ['contact', 'Enter a number somebody answers'],
  ])('needs %s, and nothing that is not one of the five', async (field, message) => {
    const refused = await send({ ...five, [field]: undefined })
    expect([refused.status, refused.body.errors]).toEqual([422, [{ field, message }]])
  })

  test('pressed twice is sent once', async () => {
    const [first, second] = [await send(five, officer, 'thumb'), await send(five, officer, 'thumb')]
    expect(second.body).toEqual(first.body)
  })
})

describe('somebody without an account', () => {
  test('is led from the sign-in page to whom they can ring', async () => {
    const signIn = await hub.app.inject({ method: 'GET', url: '/sign-in' })
    expect(signIn.body).toContain('href="/no-account"')
    const { statusCode, body } = await hub.app.inject({ method: 'GET', url: '/no-account' })
    expect(statusCode).toBe(200)
    for (const number of ['999', '0800 808 3733', '08000 121 700', '01632 960340', '01632 960999'])
      expect(body).toContain(`>${number}</a>`)
    expect(body).toContain('Number and hours to be confirmed by your area')
    expect(body).not.toContain('<form')
  })

  test('reads the numbers in force today, and no table answers without a session', async () => {
    await hub.owner(`update referrals.help_number set until_on = '2026-11-22' where kind = 'councilNight'`)
    const { body } = await hub.app.inject({ method: 'GET', url: '/no-account' })
    expect(body).not.toContain('01632 960999')
    const { rows } = await hub.pool.query('select * from referrals.help_number')
    expect(rows).toEqual([])
  })
})

test('nobody is promised a ring at night: the pages say whom to ring if it cannot wait', async () => {
  const { body } = await send(five)
  for (const path of ['/refer', '/quick-referral', `/sent-referrals/${body.referrals[0]?.id}`]) {
    const { text } = await hub.as(officer).page(path)
    expect(text, path).toContain('If it cannot wait until morning, ring.')
    expect(text, path).toContain('If someone may be in danger now, ring')
    expect(text, path).not.toContain('hub rings you')
  }
})
