/** `npm run drills`: every drill in full, or those that are named; the figures go to docs/reliability.md. */
import { drills } from './all.ts'
import { endEveryApp, endServer } from './app.ts'
import { stopEveryLoad } from './load.ts'
import { makePlace } from './place.ts'
import { record } from './record.ts'
import { runAll } from './running.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)
const asked = process.argv.slice(2)
const size = asked.includes('--short') ? 'short' : 'full'
const names = asked.filter((name) => !name.startsWith('--'))
const unknown = names.filter((name) => !(name in drills))
if (unknown.length > 0) {
  say(`There is no drill ${unknown.join(', ')}. There are: ${Object.keys(drills).join(', ')}.`)
  process.exit(2)
}

const failed = await runAll(
  Object.fromEntries(Object.entries(drills).filter(([name]) => names.length === 0 || names.includes(name))),
  {
    size,
    makePlace: () => makePlace(),
    clear: async (place) => {
      await endEveryApp()
      await stopEveryLoad()
      await endServer(place)
    },
    within: 30 * 60_000,
    record: size === 'full' ? record : () => {},
    say,
  },
)
process.exit(failed > 0 ? 1 : 0)
