import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { Command } from 'commander'
import { bench } from './bench.ts'
import { report } from './report.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

const { seconds, runs, connections, accepts, people } = new Command('bench')
  .description('measures Waymark beside a bare handler and writes docs/performance.md')
  .option('--people <number>', 'make so many first, where there are fewer')
  .option('--seconds <number>', 'of each run', '5')
  .option('--runs <number>', 'of which the best counts', '3')
  .option('--connections <list>', 'at once', '16,50')
  .option('--accepts <number>', 'referrals decided in a run', '2000')
  .parse()
  .opts<Record<'seconds' | 'runs' | 'connections' | 'accepts', string> & { people?: string }>()

if (people) execFileSync('bin/waymark', ['seed', '--people', people], { stdio: 'inherit' })
const load = loadavg()[0]?.toFixed(1) ?? ''
const figures = await bench({
  env: process.env,
  seconds: Number(seconds),
  runs: Number(runs),
  connections: connections.split(',').map(Number),
  accepts: Number(accepts),
  say,
})
report(figures, load)
