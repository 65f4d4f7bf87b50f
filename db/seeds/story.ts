import { carryOut } from '../../src/kernel/carry-out.ts'
import { addDays, londonDay, londonMoment, weekday } from '../../src/kernel/clock.ts'
import type { Command, Params } from '../../src/kernel/command.ts'
import type { Deps } from '../../src/kernel/deps.ts'
import { read, type QueryContext } from '../../src/kernel/query.ts'
import { demoMembers } from '../../src/modules/accounts/index.ts'
import type { Next } from './population.ts'

/** A token for the member with this e-mail address. */
export type Speak = (email: string) => Promise<string>

/** How everything in the region is told: a member does something at a moment, by a command. */
export interface Story {
  now: Date
  /** In London, YYYY-MM-DD. */
  today: string
  /** Carries out a command as this member, as if it were that moment; never later than now. */
  tell<Input, Subject, Result extends object>(
    email: string,
    at: Date,
    command: Command<Input, Subject, Result>,
    params: Params,
    body: Input,
  ): Promise<Result>
  /** What a member reads at a moment. */
  look<Answer>(email: string, at: Date, work: (context: QueryContext) => Promise<Answer>): Promise<Answer>
  memberOf(email: string): string
}

/** In: `email`: whoever first asks for it gets a session, kept until the story is told. */
export async function beginStory(deps: Deps, speak: Speak): Promise<Story> {
  const now = deps.clock()
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (email: string) => {
    const token = tokens.get(email) ?? speak(email)
    tokens.set(email, token)
    return token
  }
  const members = new Map((await demoMembers(deps)).map(({ email, id }) => [email, id]))
  const atThat = (at: Date): Deps => ({ ...deps, clock: () => (at > now ? now : at) })
  return {
    now,
    today: londonDay(now),
    tell: async (email, at, command, params, body) =>
      carryOut(atThat(at), command, { token: await tokenOf(email), door: 'seed', params, body }),
    look: async (email, at, work) =>
      read(atThat(at), { token: await tokenOf(email), door: 'seed', params: {} }, work),
    memberOf: (email) => members.get(email) as string,
  }
}

const clockFace = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** That many days ago by the clock on the wall. In: '18:30'. */
export const daysAgo = ({ today }: Pick<Story, 'today'>, days: number, time: string): Date =>
  londonMoment(`${addDays(today, -days)}T${time}:00`)

/** That many days ago in office hours: from a weekend to the Monday after, unless that has not come, then to the Friday before. */
export function inOffice({ today, now }: Pick<Story, 'today' | 'now'>, days: number, next: Next): Date {
  const time = clockFace(9 * 60 + Math.floor(next() * 8 * 60))
  const on = (back: number) => {
    const day = addDays(today, -back)
    const at = londonMoment(`${day}T${time}:00`)
    return weekday(day) <= 5 && at <= now ? at : undefined
  }
  for (const back of [days, days - 1, days - 2, days + 1, days + 2, days + 3]) {
    const at = on(back)
    if (at) return at
  }
  return now
}

/** That many days ago at any hour, the evening and the night included: what has not come yet was the day before. */
export function anyHour({ today, now }: Pick<Story, 'today' | 'now'>, days: number, next: Next): Date {
  const at = londonMoment(`${addDays(today, -days)}T${clockFace(Math.floor(next() * 24 * 60))}:00`)
  return at <= now ? at : new Date(at.getTime() - 86_400_000)
}
