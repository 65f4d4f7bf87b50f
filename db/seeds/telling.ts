import type { Deps } from '../../src/kernel/deps.ts'
import { tellAcceptanceStory } from './acceptance-story.ts'
import { begin } from './begin.ts'
import { beginAgain } from './closing.ts'
import { furnish, guardSome, keepDesk } from './desk-work.ts'
import { makeLives, type Life } from './lives.ts'
import { beginStory, type Speak } from './story.ts'
import { support, supportAgain } from './support.ts'
import { personOf, tellStories } from './stories.ts'
import { tellVisits } from './visits.ts'

/** Everybody in the county that the hub has heard of, the stories' own people beside them. */
export const peopleOfTheCounty = 243

const seed = 2_027

/** How many are told of at once, of how many whose references were given out together. One person's things happen in
 *  their order and touch nobody else's, so the region is the same however these interleave. */
const atOnce = 4
const together = 20

/** The whole region, by commands alone: the county's people, the stories, and the hub's own desk.
 *  Out: the open case with something of everything, for pictures. */
export async function tellRegion(
  deps: Deps,
  speak: Speak,
  say: (sentence: string) => void,
  people = peopleOfTheCounty,
): Promise<{ openCase: string }> {
  const story = await beginStory(deps, speak)
  const lives = makeLives(seed, people)
  await furnish(story)
  const again: [Life, string][] = []
  const active: string[] = []
  for (let from = 0; from < lives.length; from += together) {
    const some = lives.slice(from, from + together)
    const opened: [Life, string][] = []
    for (const life of some) {
      const id = await begin(story, life)
      if (id) opened.push([life, id])
    }
    await inLanes(opened, ([life, id]) => support(story, life, id))
    active.push(...opened.filter(([{ stage }]) => stage === 'active').map(([, id]) => id))
    again.push(...opened.filter(([{ stage }]) => stage === 'reopened'))
    const told = from + some.length
    if (Math.floor(told / 50) > Math.floor(from / 50)) say(`Told of ${told} of ${lives.length} people.`)
  }
  for (const [life, id] of again) await supportAgain(story, life, await beginAgain(story, life, id))
  const openCase = await tellStories(story)
  await tellAcceptanceStory(story)
  await tellVisits(story)
  await keepDesk(story)
  const restricted = active[2] as string
  await guardSome(story, active, await personOf(story, restricted))
  return { openCase }
}

/** Each lane takes the next one until there is none. */
async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items]
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
