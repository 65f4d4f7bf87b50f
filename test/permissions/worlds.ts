import fc from 'fast-check'
import { expect } from 'vitest'
import { arrangements, askers, type Arrangement } from './arranging.ts'

/** More for a night: WAYMARK_WORLDS=200. The seed is printed with a failure, and given again as WAYMARK_SEED. */
const numRuns = Number(process.env.WAYMARK_WORLDS ?? 1)
const seed = process.env.WAYMARK_SEED === undefined ? undefined : Number(process.env.WAYMARK_SEED)

/** The same two worlds each time, in which every guard of the mutation answers for somebody (docs/adr/0072). What is drawn below
 *  may draw others by the same seed: then `npm run mutate` says what survives, and others are chosen. */
export const fixed: readonly Arrangement[] = fc
  .sample(arrangements, { numRuns: 10, seed: 7 })
  .filter((_, n) => n === 3 || n === 7)

/** In each world that stands fixed everybody asks; then in one that is drawn, or many. What differs is said all at once. */
export async function inEveryWorld(
  ask: (drawn: Arrangement, asking: readonly string[]) => Promise<string[]>,
  asking: (drawn: Arrangement) => readonly string[] = () => askers,
): Promise<void> {
  for (const [n, world] of fixed.entries())
    expect((await ask(world, askers)).map((said) => `fixed world ${n}: ${said}`)).toEqual([])
  await inDrawnWorlds((drawn) => ask(drawn, asking(drawn)))
}

/** Only in worlds that are drawn, for what takes long to ask. */
export async function inDrawnWorlds(ask: (drawn: Arrangement) => Promise<string[]>): Promise<void> {
  const judged = fc.asyncProperty(arrangements, async (drawn) => {
    expect(await ask(drawn)).toEqual([])
  })
  await fc.assert(judged, { numRuns, endOnFailure: true, ...(seed !== undefined && { seed }) })
}
