import type { Place } from './place.ts'

/** `short` is part of `npm test`, `full` is `npm run drills`: the same acts, fewer times. */
export type Size = 'short' | 'full'

export interface Outcome {
  /** Whether the promise was kept. */
  held: boolean
  /** What was done and what was lost, in figures. */
  figures: string[]
  /** The same with the guard taken away: a drill that then finds nothing has not looked. */
  control: { found: boolean; figures: string[] }
}

/** What this machine cannot drill, in a sentence. */
export interface Skipped {
  skipped: string
}

/** A drill that could not be carried through, and why: whatever it was about to show was not shown. */
export interface Broken {
  broken: string
}

export interface Drill {
  /** What is promised, as a heading. */
  promise: string
  /** What is done to the system. */
  how: string
  /** What is done in the control. */
  control: string
  run(given: Given): Promise<Outcome | Skipped>
}

export interface Given {
  size: Size
  /** Where to drill. Nothing runs there when a drill begins, and nothing when it has ended. */
  place: Place
  say(sentence: string): void
}

/** The drill itself is at fault: a database that could not be asked is never "nothing found". */
export class DrillBroken extends Error {}

export function need<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new DrillBroken(`The drill could not find ${what}`)
  return value
}

/** 3 requests, 1 request. */
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`

/** Waits until it is so. Out: after how many milliseconds. Errors: DrillBroken, when that takes too long. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  within = 90_000,
): Promise<number> {
  const since = performance.now()
  while (!(await isSo())) {
    if (performance.now() - since > within)
      throw new DrillBroken(`Not within ${within / 1000} seconds: ${what}`)
    await pause(25)
  }
  return performance.now() - since
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
