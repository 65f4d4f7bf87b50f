import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { full, fullPerson, refer } from '../../../test/support/casework.ts'
import { administrator, manager, officer, ruta } from '../../../test/support/members.ts'
import { eventOf, openJobs } from '../../../test/support/queue.ts'
import { aMonday, world } from '../../../test/support/world.ts'
import { runTask } from '../../kernel/jobs/task.ts'
import { folderMailer, NotTaken, smtpMailer, type Letter, type Mailer } from '../../kernel/mail.ts'
import { allTasks } from '../../reactions.ts'

const hub = await world()
const jobs = await openJobs(hub)
const tellReferrer = allTasks.find(({ name }) => name === 'tellReferrer') as (typeof allTasks)[number]
const refusal = { reason: 'otherArea', explanation: 'Ring the hub of the next county.' }

let sent: Letter[]
let trouble: Error | undefined
const mailer: Mailer = {
  once: false,
  signInAt: 'https://waymark.example',
  send: async (letter) => {
    if (trouble) throw trouble
    sent.push(letter)
  },
}
beforeEach(() => {
  sent = []
  trouble = undefined
  hub.clock.set(aMonday)
})

async function refused(
  person: unknown = {},
  more: object = {},
): Promise<{ id: string; reference: string; event: string }> {
  const { id, reference } = await refer(hub, person, more)
  await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)
  return { id, reference, event: await eventOf(hub, 'referral.refused', id) }
}
const tell = (event: string, by: Mailer | undefined = mailer) =>
  runTask({ deps: hub.deps, jobs, mailer: by }, tellReferrer, event)
const stateOf = async (event: string) =>
  (await hub.owner<{ state: string }>('select state from accounts.mail where event_id = $1', [event]))[0]
    ?.state

describe('telling the referrer', () => {
  test('is one e-mail that says there is news and where to sign in, and nothing else', async () => {
    const { event, reference } = await refused(fullPerson, full)
    await tell(event)
    expect(sent).toMatchObject([{ to: officer, subject: 'You have news in Waymark' }])
    const { subject, text } = sent[0] as Letter
    expect(text).toContain('https://waymark.example')
    for (const word of [reference, 'Daiva', 'Eastgate', 'slavery', 'referral', 'county', 'hub']) {
      expect(`${subject} ${text}`.toLowerCase()).not.toContain(word.toLowerCase())
    }
  })

  test('is done once, however often the job runs', async () => {
    const { event } = await refused()
    await tell(event)
    await tell(event)
    await Promise.allSettled([tell(event), tell(event)])
    expect(sent).toHaveLength(1)
    expect(await stateOf(event)).toBe('sent')
  })

  test('is also done when the referral was accepted', async () => {
    const { id } = await refer(hub)
    await hub.as(manager).post(`/api/referrals/${id}/acceptance`, { post: 2 })
    await tell(await eventOf(hub, 'referral.accepted', id))
    expect(sent).toHaveLength(1)
  })

  test('is not done for somebody who decided it themselves', async () => {
    const { id } = await refer(hub, {}, {}, ruta)
    await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)
    await tell(await eventOf(hub, 'referral.refused', id))
    expect(sent).toEqual([])
  })

  test('is tried again when the server did not take it, and then sent once', async () => {
    const { event } = await refused()
    trouble = new NotTaken()
    await expect(tell(event)).rejects.toThrow('did not take')
    expect(await stateOf(event)).toBe('waiting')
    trouble = undefined
    await tell(event)
    expect(sent).toHaveLength(1)
  })

  test('is not done twice when nobody knows whether the server took it: the administrator sees that', async () => {
    const { event } = await refused()
    trouble = new Error('Connection closed in the middle')
    await tell(event)
    trouble = undefined
    await tell(event)
    expect(sent).toEqual([])
    expect(await stateOf(event)).toBe('unsure')
    const { body } = await hub.as(administrator).get<{ mail: { state: string }[] }>('/api/jobs')
    expect(body.mail.map(({ state }) => state)).toContain('unsure')
  })

  test('a process that died while sending leaves it unsure, and it is not sent a second time', async () => {
    const { event } = await refused()
    trouble = new NotTaken()
    await tell(event).catch(() => {})
    trouble = undefined
    await hub.owner(`update accounts.mail set state = 'sending' where event_id = $1`, [event])
    await tell(event)
    expect(sent).toEqual([])
    expect(await stateOf(event)).toBe('unsure')
  })

  test('waits without a mail server, and is cancelled when it has expired unsent', async () => {
    const { event } = await refused()
    await expect(runTask({ deps: hub.deps, jobs }, tellReferrer, event)).rejects.toThrow(
      'SMTP_URL is not set',
    )
    expect(await stateOf(event)).toBe('waiting')
    hub.clock.set('2026-11-26T10:00:01.000Z')
    await tell(event)
    expect(sent).toEqual([])
    expect(await stateOf(event)).toBe('cancelled')
  })

  test('is written by nobody else: not by a co-ordinator, not by an administrator', async () => {
    for (const email of [ruta, administrator]) {
      const token = await hub.tokenFor(email)
      const client = await hub.pool.connect()
      try {
        await client.query('begin')
        await client.query('select sec.open($1)', [token])
        await expect(
          client.query(`update accounts.mail set state = 'waiting', ended_at = null`),
        ).resolves.toMatchObject({ rowCount: 0 })
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
  })
})

describe('how it is sent', () => {
  test('in a demonstration it is a file, once for each letter', async () => {
    const folder = join(mkdtempSync(join(hub.dataDir, 'mail-')), 'out')
    const files = folderMailer(folder, { from: 'waymark@hub.example', signInAt: 'http://127.0.0.1:3000' })
    const { event } = await refused()
    await tell(event, files)
    await hub.owner(`update accounts.mail set state = 'sending', ended_at = null where event_id = $1`, [
      event,
    ])
    await tell(event, files)
    expect(readdirSync(folder)).toHaveLength(1)
    expect(readFileSync(join(folder, readdirSync(folder)[0] as string), 'utf8')).toContain(
      'Sign in to read it: http://127.0.0.1:3000',
    )
  })

  test('by SMTP a refusal is told apart from an end in the middle', async () => {
    const letter = { id: '1', to: officer, subject: 'News', text: 'News' }
    const told: string[] = []
    let answerTo = (line: string): string => (line.startsWith('RCPT') ? '550 no' : '250 ok')
    const server = createServer((socket) => {
      socket.write('220 mail\r\n')
      socket.on('error', () => {})
      socket.on('data', (data) => {
        const line = data.toString()
        told.push(line)
        const answer = answerTo(line)
        if (answer === '') socket.destroy()
        else socket.write(`${answer}\r\n`)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterAll(() => void server.close())
    const { port } = server.address() as { port: number }
    const smtp = smtpMailer(`smtp://127.0.0.1:${port}?ignoreTLS=true`, {
      from: 'waymark@hub.example',
      signInAt: 'https://waymark.example',
    })
    await expect(smtp.send(letter)).rejects.toThrow(NotTaken)
    answerTo = (line) => (line.startsWith('DATA') ? '354 go' : line.includes('Subject') ? '' : '250 ok')
    await expect(smtp.send(letter)).rejects.not.toThrow(NotTaken)
    answerTo = (line) => (line.startsWith('DATA') ? '354 go' : '250 ok')
    await smtp.send(letter)
    expect(told.join('')).toContain('Message-ID: <1@waymark>')
    await expect(
      smtpMailer('smtp://127.0.0.1:1', { from: 'a@b.example', signInAt: '' }).send(letter),
    ).rejects.toThrow(NotTaken)
  })

  test('by SMTP a server that says nothing is not waited for', { timeout: 5_000 }, async () => {
    const letter = { id: '1', to: officer, subject: 'News', text: 'News' }
    // A letter is two connections: one to know the server, one to send.
    let greets = [false]
    const server = createServer((socket) => {
      if (greets.shift()) socket.write('220 mail\r\n')
      socket.on('error', () => {})
      socket.on('data', (data) => {
        const line = data.toString()
        // The letter is taken, and then nothing is said of it.
        if (!line.includes('Subject')) socket.write(line.startsWith('DATA') ? '354 go\r\n' : '250 ok\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterAll(() => void server.close())
    const { port } = server.address() as { port: number }
    const smtp = smtpMailer(`smtp://127.0.0.1:${port}?ignoreTLS=true`, {
      from: 'waymark@hub.example',
      signInAt: 'https://waymark.example',
      patience: 200,
    })
    await expect(smtp.send(letter)).rejects.toThrow(NotTaken)
    greets = [true, false]
    await expect(smtp.send(letter)).rejects.toThrow(NotTaken)
    greets = [true, true]
    await expect(smtp.send(letter)).rejects.not.toThrow(NotTaken)
  })
})
