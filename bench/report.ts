/** Writes what was measured into docs/performance.md, between its two marks, one section for each number of people. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/kernel/clock.ts'
import { aims } from './aims.ts'
import type { Figures } from './bench.ts'
import type { Figure } from './comparing.ts'
import type { Measured } from './load.ts'

const root = join(import.meta.dirname, '..')
const kept = join(root, 'bench', 'figures.json')
const page = join(root, 'docs', 'performance.md')
const marks = ['<!-- bench: written by `npm run bench` -->', '<!-- bench: end -->'] as const

export interface Dated extends Figures {
  commit: string
  day: string
  machine: string
  /** Processes that wanted a processor when it began. */
  load: string
}

const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

/** 10,243 and 10,311 people are one section: each bench makes some more. */
const size = ({ people }: Figures) => Math.round(Math.log10(Math.max(1, people)))

/** Adds figures to those kept, in place of older ones with about as many people, and writes the page. */
export function report(figures: Figures, load: string): void {
  const changed = git('status', '--porcelain', '--', 'src', 'db', 'bench/*.ts') !== ''
  const dated: Dated = {
    ...figures,
    commit: git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : ''),
    day: systemClock().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`,
    load,
  }
  const before = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Dated[]) : []
  const all = [...before.filter((one) => size(one) !== size(dated)), dated].toSorted(
    (a, b) => a.people - b.people,
  )
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`)
  const text = readFileSync(page, 'utf8')
  const [head = '', rest = ''] = text.split(marks[0])
  const [, tail = ''] = rest.split(marks[1])
  writeFileSync(
    page,
    `${head}${marks[0]}\n\n${all.map((one) => section(one, all[0] as Dated)).join('\n')}\n${aims(all)}\n${marks[1]}${tail}`,
  )
  execFileSync(join(root, 'node_modules', '.bin', 'prettier'), ['--write', page, kept], { stdio: 'ignore' })
}

function section(figures: Dated, fewest: Dated): string {
  const { people, commit, day, machine, load, resident } = figures
  const heads = [
    'What',
    'Clients',
    'A second',
    'Bare',
    'Ratio',
    'p50, p95, p99 (ms)',
    'CPU ms: Node, PostgreSQL',
    'Bare CPU ms',
    `CPU against ${fewest.people.toLocaleString('en-GB')} people`,
    'Answers',
  ]
  const rows = figures.figures.map((figure) => row(figure, fewest))
  return `### ${people.toLocaleString('en-GB')} people

${day}, commit ${commit}, ${machine}; load average at the start ${load}. Memory of the staff process afterwards: ${Math.round(resident)} MiB.

| ${heads.join(' | ')} |
|${heads.map(() => '---|').join('')}
${rows.join('\n')}
`
}

function row({ what, connections, waymark, bare }: Figure, fewest: Dated): string {
  const first = fewest.figures.find((one) => one.what === what && one.connections === connections)?.waymark
  const cost = first && (waymark.node + waymark.postgres) / (first.node + first.postgres)
  const said = ({ statuses }: Measured) =>
    Object.entries(statuses).map(([status, many]) => `${status}: ${many}`)
  const refused = said(bare).filter((one) => !/^[23]/.test(one))
  const cells = [
    what,
    connections,
    Math.round(waymark.answers),
    Math.round(bare.answers),
    (waymark.answers / bare.answers).toFixed(2),
    [waymark.p50, waymark.p95, waymark.p99].map(Math.round).join(', '),
    `${waymark.node.toFixed(2)}, ${waymark.postgres.toFixed(2)}`,
    `${bare.node.toFixed(2)}, ${bare.postgres.toFixed(2)}`,
    cost === undefined ? '' : cost.toFixed(2),
    [...said(waymark), ...refused.map((one) => `bare ${one}`)].join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}
