import { describe, expect, test } from 'vitest'
import { refer, type Made } from '../../../../test/support/casework.ts'
import { manager, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'
import { csrfOf } from '../../../web/session.ts'

const hub = await world()
const lithuanian = { gender: 'man', languages: [{ code: 'lit', level: 'first' }] }
const rowOf = async (id: string) =>
  (
    await hub.owner<{
      post_id: number
      suggested_post: number
      choice_reason: string
      because: string
      sealed: string
    }>(
      `select post_id, suggested_post, choice_reason, because, encode(sealed_because, 'hex') as sealed from cases."case" where referral_id = $1`,
      [id],
    )
  )[0]

/** Sends the page's form, as a browser without a script does. */
async function send(id: string, answers: Record<string, string>) {
  const token = await hub.tokenFor(manager, 'web')
  return hub.app.inject({
    method: 'POST',
    url: `/referrals/${id}/acceptance`,
    headers: {
      cookie: `__Host-waymark=${token}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: new URLSearchParams({ _csrf: csrfOf(token), ...answers }).toString(),
  })
}

describe('choosing a post on the page', () => {
  test('shows the ranked posts with the sentence, five reasons, and the first suggested already chosen', async () => {
    const { id } = await refer(hub, lithuanian)
    const { text } = await hub.as(manager).page(`/referrals/${id}/acceptance`)
    expect(text).toContain(
      'Rūta speaks Lithuanian, as he does. The post has 0 of 30 cases and she works Mon to Wed. Thu and Fri a telephone interpreter.',
    )
    expect(text).toContain('name="suggested" value="1"')
    expect(text.match(/name="reason"/g)).toHaveLength(5)
    expect(text).toMatch(/name="post" type="radio" value="1" checked/)
  })

  test('another than the first suggested needs a reason; the first needs none', async () => {
    const { id } = await refer(hub, lithuanian)
    const refused = await send(id, { suggested: '1', post: '2' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Choose why another post than the first suggested')
    expect((await send(id, { suggested: '1', post: '2', reason: 'boredom' })).statusCode).toBe(422)
    expect(
      (await send(id, { suggested: '1', post: '2', reason: 'freeNow', because: 'Beata sits next door' }))
        .statusCode,
    ).toBe(303)
    const row = await rowOf(id)
    expect(row).toMatchObject({ post_id: 2, suggested_post: 1, choice_reason: 'freeNow', because: null })
    expect(row?.sealed).not.toContain(Buffer.from('Beata').toString('hex'))
    const first = await refer(hub, lithuanian)
    expect((await send(first.id, { suggested: '1', post: '1' })).statusCode).toBe(303)
  })

  test('what is full is not what is suggested', async () => {
    await hub.owner('update cases.post set open = capacity where id = 1')
    const { id } = await refer(hub, lithuanian)
    const { text } = await hub.as(manager).page(`/referrals/${id}/acceptance`)
    expect(text).toContain('name="suggested" value="2"')
    await hub.owner('update cases.post set open = 1 where id = 1')
  })
})

describe('over JSON', () => {
  const accept = (id: string, body: object) =>
    hub.as(ruta).post<{ case: Made }>(`/api/referrals/${id}/acceptance`, body)

  test('a reason is optional, and its code is of the list', async () => {
    const { id } = await refer(hub, lithuanian)
    expect((await accept(id, { post: 2, reason: 'boredom' })).body).toMatchObject({
      errors: [{ field: 'reason' }],
    })
    expect((await accept(id, { post: 2, because: 'Only words' })).status).toBe(201)
    expect(await rowOf(id)).toMatchObject({ suggested_post: null, choice_reason: null })
  })

  test('nothing said in words is kept in the clear: the database refuses it', async () => {
    await expect(hub.owner(`update cases."case" set because = 'x'`)).rejects.toThrow('because_is_sealed')
  })
})
