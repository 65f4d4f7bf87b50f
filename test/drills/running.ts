import { DrillBroken, type Broken, type Drill, type Outcome, type Size, type Skipped } from './drill.ts'
import type { Place } from './place.ts'

export interface Running {
  size: Size
  /** A new place to drill. */
  makePlace(): Promise<Place>
  /** The longest that a drill may take, in milliseconds. */
  within: number
  /** Ends whatever a drill that broke off has left running there. */
  clear(place: Place): Promise<unknown>
  record(name: string, drill: Drill, outcome: Outcome | Skipped | Broken, seconds: number): void
  say(sentence: string): void
}

/** Runs these drills one after the other. One that breaks off is recorded as not held, and the others are run at a place that
 *  it has not touched. Out: how many did not hold. */
export async function runAll(drills: Record<string, Drill>, running: Running): Promise<number> {
  const { record, say } = running
  let place = await running.makePlace()
  let failed = 0
  const skipped: string[] = []
  try {
    for (const [name, drill] of Object.entries(drills)) {
      const since = performance.now()
      say(`== ${name}: ${drill.promise}`)
      const outcome = await oneDrill(drill, place, running)
      const seconds = Math.round((performance.now() - since) / 1000)
      if (!told(outcome, say)) failed++
      if ('skipped' in outcome) skipped.push(name)
      say(`   ${seconds} s`)
      record(name, drill, outcome, seconds)
      if ('broken' in outcome) {
        await running.clear(place)
        place.remove()
        place = await running.makePlace()
      }
    }
  } finally {
    place.remove()
  }
  if (skipped.length > 0) say(`Skipped on this machine, and so not shown: ${skipped.join(', ')}.`)
  if (failed > 0) say(`${failed} of the drills did not hold.`)
  return failed
}

async function oneDrill(
  drill: Drill,
  place: Place,
  { size, within, say }: Running,
): Promise<Outcome | Skipped | Broken> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new DrillBroken(`It did not end within ${within / 1000} seconds`)),
    within,
  )
  try {
    const running = drill.run({ size, place, say: (sentence) => say(`   ${sentence}`) })
    return await Promise.race([running, late.promise])
  } catch (error) {
    // Any error, not only DrillBroken: nothing was shown by either.
    const { message } = error as Error
    return { broken: message.replaceAll(/\s+/g, ' ').trim() }
  } finally {
    clearTimeout(timer)
  }
}

/** Says what came of it. Out: whether it held, or could not be drilled here. */
function told(outcome: Outcome | Skipped | Broken, say: (sentence: string) => void): boolean {
  if ('skipped' in outcome) {
    say(`   SKIPPED: ${outcome.skipped}`)
    return true
  }
  if ('broken' in outcome) {
    say(`   DID NOT HOLD: ${outcome.broken}`)
    return false
  }
  const { held, figures, control } = outcome
  for (const figure of figures) say(`   ${figure}`)
  for (const figure of control.figures) say(`   control: ${figure}`)
  if (!held) say('   THE PROMISE WAS NOT KEPT')
  if (!control.found) say('   THE CONTROL FOUND NOTHING')
  return held && control.found
}
