import { describe, expect, test } from 'vitest'
import { made, memberId, personOf, refer } from '../../../test/support/casework.ts'
import { beata, ioana, manager, officer, ruta } from '../../../test/support/members.ts'
import { eventOf } from '../../../test/support/queue.ts'
import { inDanger, managers, watching } from '../../../test/support/watching.ts'
import { aMonday, world } from '../../../test/support/world.ts'
import { NotTaken } from '../../kernel/mail.ts'

const hub = await world()
const night = await watching(hub)

describe('the managers are told at once', () => {
  test('when nobody is on call', async () => {
    await night.onCall()
    const { id, event } = await night.crisisOpened()
    await night.run(event)
    expect(night.told().toSorted()).toEqual(managers)
    expect(await night.rows(id)).toEqual(managers.map((email) => ({ step: 'managers', email })))
    night.later(60)
    await night.minute()
    expect(night.told()).toEqual([])
  })

  test('when whoever is on call has no e-mail', async () => {
    await night.onCall(beata)
    await hub.owner(`update accounts.member set email = 'beata@none.invalid' where email = $1`, [beata])
    try {
      const { event } = await night.crisisOpened()
      await night.run(event)
      expect(night.told().toSorted()).toEqual(managers)
    } finally {
      await hub.owner(`update accounts.member set email = $1 where email = 'beata@none.invalid'`, [beata])
    }
  })

  test('when nobody knows whether the message went', async () => {
    const { event } = await night.crisisOpened()
    const send = night.mailer.send
    night.mailer.send = async (letter) => {
      if (letter.to === ioana) throw new Error('Connection closed in the middle')
      return send(letter)
    }
    try {
      await night.run(event)
    } finally {
      night.mailer.send = send
    }
    expect(night.told().toSorted()).toEqual(managers)
  })

  test('when the mail server does not take the message for whoever is on call, who is tried again', async () => {
    const { id, event } = await night.crisisOpened()
    night.trouble = new NotTaken()
    night.troubleFor = ioana
    await expect(night.run(event)).rejects.toThrow('did not take')
    expect(night.told().toSorted()).toEqual(managers)
    await expect(night.run(event)).rejects.toThrow('did not take')
    expect(night.told()).toEqual([])
    night.trouble = undefined
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    expect((await night.rows(id)).map(({ step }) => step).toSorted()).toEqual([
      'managers',
      'managers',
      'onCall',
    ])
  })

  test('when whoever is on call must not be involved with this person', async () => {
    const { id, reference } = await refer(hub, {}, inDanger)
    expect(reference).toMatch(/^WM-/)
    const person = await personOf(hub, id)
    const exclusion = { member: await memberId(hub, ioana), askedBy: 'person' }
    await made(hub, manager, `/api/people/${person}/exclusions`, exclusion, 'exclusion')
    await night.run(await eventOf(hub, 'referral.received', id))
    expect(night.told().toSorted()).toEqual(managers)
  })

  test('and of a restricted person only whoever is named', async () => {
    const { id, event } = await night.danger()
    await made(
      hub,
      manager,
      `/api/people/${await personOf(hub, id)}/restriction`,
      { because: 'highRisk' },
      'person',
    )
    await night.run(event)
    expect(night.told()).toEqual([manager])
    expect(await night.rows(id)).toEqual([{ step: 'managers', email: manager }])
  })

  test('and when there is nobody at all, that is what is kept', async () => {
    await night.onCall()
    const ended = `update accounts.role_held set ended_at = $1 where role = 'manager' and hub = 1
      and member_id = any(array(select id from accounts.member where email = any($2)))`
    const { id, event } = await night.crisisOpened()
    await hub.owner(ended, [aMonday, managers])
    try {
      await night.run(event)
      expect(await night.rows(id)).toEqual([{ step: 'managers', email: null }])
    } finally {
      await hub.owner(ended, [null, managers])
    }
  })
})

describe('fifteen minutes later', () => {
  const told = async () => {
    const crisis = await night.crisisOpened()
    await night.run(crisis.event)
    expect(night.told()).toEqual([ioana])
    return crisis
  }

  test('the managers are told when nobody has looked: once, and not before', async () => {
    const { id } = await told()
    night.later(14)
    await night.minute()
    expect(night.told()).toEqual([])
    night.later(2)
    await night.minute()
    await night.minute()
    expect(night.sent.map(({ text }) => text).every((text) => text.includes('Nobody has looked'))).toBe(true)
    expect(night.told().toSorted()).toEqual(managers)
    expect((await night.rows(id)).map(({ step }) => step)).toEqual(['onCall', 'managers', 'managers'])
  })

  test('the managers are told as well when the mail server took nothing at first', async () => {
    const { event } = await night.crisisOpened()
    night.trouble = new NotTaken()
    await expect(night.run(event)).rejects.toThrow('did not take')
    await expect(night.run(event)).rejects.toThrow('did not take')
    night.trouble = undefined
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    night.later(16)
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)
  })

  test('nobody is, when somebody has answered', async () => {
    const { id } = await told()
    await made(hub, ioana, `/api/crises/${id}/answers`, { whoStays: 'Ioana' }, 'crisis')
    night.later(20)
    await night.minute()
    expect(night.told()).toEqual([])
  })

  test('nobody is, when somebody else than who wrote it has opened it', async () => {
    const { id } = await told()
    expect((await hub.as(ruta).get(`/api/crises/${id}`)).status).toBe(200)
    night.later(20)
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)

    const second = await told()
    expect((await hub.as(ioana).get(`/api/crises/${second.id}`)).status).toBe(200)
    night.later(20)
    await night.minute()
    expect(night.told()).toEqual([])
  })

  test('nobody is told of a referral that was decided or asked about, and the sender’s own look is none', async () => {
    const one = await night.danger()
    await night.run(one.event)
    const other = await night.danger()
    await night.run(other.event)
    night.told()
    await made(hub, ruta, `/api/referrals/${one.id}/questions`, { question: 'Where is he?' }, 'referral')
    expect((await hub.as(officer).get(`/api/sent-referrals/${other.id}`)).status).toBe(200)
    night.later(20)
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)
    expect((await night.rows(one.id)).map(({ step }) => step)).toEqual(['onCall'])
  })
})
