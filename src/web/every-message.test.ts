import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { administrator, manager } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { commands, forms } from '../registry.ts'
import { escape } from './html.ts'
import { everyMessage } from './form-messages.ts'
import { messagesOf } from './messages.ts'

const hub = await world()
const all = everyMessage(forms)

describe('every message of every form', () => {
  test('is there for each command and each question of the journey', () => {
    const names = all.map(({ name }) => name)
    // A command that only needs a button can say nothing.
    const asking = commands.filter(
      ({ input }) => Object.keys((input as unknown as { shape?: object }).shape ?? {}).length > 0,
    )
    expect(asking.length).toBeGreaterThan(20)
    for (const { name } of asking) expect(names, name).toContain(name)
    expect(names).toContain('/refer/what-happened')
    expect(all.flatMap(({ problems }) => problems).length).toBeGreaterThan(150)
  })

  test('is a sentence in GOV.UK style', () => {
    for (const { name, problems } of all) {
      for (const { field, message } of problems) {
        const where = `${name} ${field}: ${message}`
        expect(message, where).toMatch(/^[A-Z0-9“]/)
        expect(message, where).not.toMatch(/\.$|invalid|please|\bmandatory\b|\boops\b|!$/i)
        expect(message.length, where).toBeLessThan(200)
      }
    }
  })

  test('stands on the page, for the administrator of a demo and nobody else', async () => {
    const { status, text } = await hub.as(administrator).page('/form-messages')
    expect(status).toBe(200)
    for (const { problems } of all)
      for (const { message } of problems) expect(text).toContain(escape(message).replaceAll('&#39;', '&#39;'))
    expect((await hub.as(manager).page('/form-messages')).status).toBe(403)
    await hub.owner(`update kernel.setting set value = 'production' where name = 'mode'`)
    expect((await hub.as(administrator).page('/form-messages')).status).toBe(404)
  })
})

describe('reading a schema for its words', () => {
  test('finds those of missing, wrong, too long, chosen, nested, listed and of the whole', () => {
    const schema = z
      .object({
        name: z
          .string({ error: ({ input }) => (input === undefined ? 'Enter a name' : 'Name must be text') })
          .max(3, 'Name must be short'),
        kinds: z
          .array(z.enum(['a'], { error: 'Choose a kind' }))
          .min(1, 'Choose one')
          .optional(),
        birth: z.union(
          [
            z.object({ date: z.iso.date({ error: 'Enter a date' }) }),
            z.object({ age: z.number({ error: 'Enter an age' }) }),
          ],
          { error: 'Enter a birth' },
        ),
      })
      .refine(() => true, { path: ['name'], message: 'Name must match' })
    expect(
      messagesOf(schema)
        .map(({ field, message }) => `${field}: ${message}`)
        .toSorted(),
    ).toEqual([
      'birth.age: Enter an age',
      'birth.date: Enter a date',
      'birth: Enter a birth',
      'kinds.*: Choose a kind',
      'kinds: Choose one',
      'name: Enter a name',
      'name: Name must be short',
      'name: Name must be text',
      'name: Name must match',
    ])
  })

  test('refuses a rule whose words it cannot read', () => {
    expect(() => messagesOf(z.object({}).superRefine(() => undefined))).toThrow(/no words/)
  })
})
