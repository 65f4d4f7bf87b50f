import { setTimeout as sleep } from 'node:timers/promises'
import { carryOut } from '../../src/kernel/carry-out.ts'
import type { AnyCommand } from '../../src/kernel/command.ts'
import { Conflict, NotFound } from '../../src/kernel/errors.ts'
import { commands } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'
import { commandOf, type Asking, type Late } from './late.ts'
import { lateCases } from './late-cases.ts'
import { latePeople } from './late-people.ts'
import { lateReferrals, lateVisits } from './late-referrals.ts'
import type { Guard, Mutant } from './mutant.ts'
import { isSentence, sentencesOf } from './sentences.ts'

export const lates: readonly Late[] = [...lateCases, ...latePeople, ...lateReferrals, ...lateVisits]

/** Commands with a `when`, and sentences it can say, that no late state was written for. */
export function neverLate(of: readonly Pick<AnyCommand, 'name' | 'when'>[] = commands): string[] {
  return of.flatMap(({ name, when }) => {
    if (!when) return []
    const known = lates.filter(({ command }) => command === name)
    if (known.length === 0) return [name]
    return sentencesOf(when)
      .filter((sentence) => !known.some(({ says }) => isSentence(says, sentence)))
      .map((sentence) => `${name}: ${sentence}`)
  })
}

/** A sentence by the name that the list has for it. */
export const sentenceSaid = ({ command, says }: Pick<Late, 'command' | 'says'>): Guard => ({
  kind: 'when',
  guard: `${command}: ${says}`,
})

const through = 'It would have been carried out'
const hidden = 'It is not there'

/** Asks for the command and stops it before it changes anything. Out: the sentence of what it says. */
async function said(hub: World, { command, by, id, body }: Asking): Promise<string> {
  const stopped = { ...command, run: () => Promise.reject(new Conflict(through)) }
  try {
    await carryOut(hub.deps, stopped, { token: await hub.tokenFor(by), door: 'json', params: { id }, body })
  } catch (error) {
    if (error instanceof Conflict) return error.message
    if (error instanceof NotFound) return hidden
    throw error
  }
  throw new Error(`${command.name} was carried out`)
}

/** The command without one sentence of its `when`. */
export const without = (command: AnyCommand, sentence: string): AnyCommand => ({
  ...command,
  when: (subject) => {
    const possible = command.when?.(subject) ?? true
    return possible === sentence ? true : possible
  },
})

/** Asks for both at the very moment when somebody else has done it and not yet committed. Out: what each says when that is
 *  committed. Errors: throws when one of them did not wait for the row. */
async function raced(hub: World, mover: Asking, askings: readonly Asking[]): Promise<string[]> {
  const done = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const held: AnyCommand = {
    ...mover.command,
    run: async (...handed) => {
      const result = await mover.command.run(...handed)
      done.resolve()
      await gate.promise
      return result
    },
  }
  const token = await hub.tokenFor(mover.by)
  const moving = carryOut(hub.deps, held, { token, door: 'json', params: { id: mover.id }, body: mover.body })
  await Promise.race([done.promise, moving])
  const answers = Promise.all(askings.map((asking) => said(hub, asking)))
  const waited = await waiting(hub, askings.length).finally(() => gate.resolve())
  await moving
  if (!waited) throw new Error(`${askings[0]?.command.name}: nobody waited for ${mover.command.name}`)
  return answers
}

async function waiting(hub: World, many: number): Promise<boolean> {
  return hub.migrator(async (client) => {
    for (let round = 0; round < 500; round++) {
      const { rows } = await client.query<{ n: number }>(
        `select count(distinct pid)::int as n from pg_locks where not granted and pid in (
           select pid from pg_stat_activity where datname = current_database())`,
      )
      if ((rows[0]?.n ?? 0) >= many) return true
      await sleep(10)
    }
    return false
  })
}

/** Takes each sentence of each `when` away, and asks at the same moment as somebody else and after them. Errors: throws when
 *  the sentence is not said while it is there. */
export async function killWhens(
  hub: World,
  drawn: readonly Late[],
  mutate: typeof without = without,
): Promise<Mutant[]> {
  const mutants: Mutant[] = []
  for (const { command: name, says, ready, by = ruta, hides } of drawn) {
    const { id, mover } = await ready(hub)
    const whole: Asking = { command: commandOf(name), by, id, body: bodies()[name] as object }
    const both = [whole, { ...whole, command: mutate(whole.command, says) }]
    const killers: string[] = []
    if (mover) {
      const [now, open] = await raced(hub, mover, both)
      if (now !== (hides ? hidden : says)) throw new Error(`${name}, raced, says: ${now}`)
      if (open !== now) killers.push('the raced command')
    }
    const [late, open] = await Promise.all(both.map((asking) => said(hub, asking)))
    if (late !== says) throw new Error(`${name}, late, says: ${late}`)
    if (open !== late) killers.push('the late command')
    mutants.push({
      ...sentenceSaid({ command: name, says }),
      ...(killers.length > 0 && { killedBy: killers.join(' and ') }),
    })
  }
  return mutants
}
