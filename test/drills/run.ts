/** `npm run drills`: every drill in full, or those that are named; the figures go to docs/reliability.md. */
import { drills } from './all.ts'
import { makePlace } from './place.ts'
import { record } from './record.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)
const asked = process.argv.slice(2)
const size = asked.includes('--short') ? 'short' : 'full'
const names = asked.filter((name) => !name.startsWith('--'))
const unknown = names.filter((name) => !(name in drills))
if (unknown.length > 0) {
  say(`There is no drill ${unknown.join(', ')}. There are: ${Object.keys(drills).join(', ')}.`)
  process.exit(2)
}

const place = await makePlace()
let failed = 0
for (const [name, drill] of Object.entries(drills)) {
  if (names.length > 0 && !names.includes(name)) continue
  const since = performance.now()
  say(`== ${name}: ${drill.promise}`)
  const outcome = await drill.run({ size, place, say: (sentence) => say(`   ${sentence}`) })
  const seconds = Math.round((performance.now() - since) / 1000)
  if ('skipped' in outcome) say(`   skipped: ${outcome.skipped}`)
  else {
    for (const figure of outcome.figures) say(`   ${figure}`)
    for (const figure of outcome.control.figures) say(`   control: ${figure}`)
    if (!outcome.held) say('   THE PROMISE WAS NOT KEPT')
    if (!outcome.control.found) say('   THE CONTROL FOUND NOTHING')
    if (!outcome.held || !outcome.control.found) failed++
  }
  say(`   ${seconds} s`)
  if (size === 'full') record(name, drill, outcome, seconds)
}
place.remove()
if (failed > 0) say(`${failed} of the drills did not hold.`)
process.exit(failed > 0 ? 1 : 0)
