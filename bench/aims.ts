/** What was aimed at, beside what the figures say: written from them, so that nobody words it better than it is. */
import type { Figure } from './comparing.ts'
import type { Dated } from './report.ts'

const queue = 'Queue page'
const casePage = 'Case page, its access row committed first'
const accept = 'Accept a referral'

const span = (numbers: number[], digits: number): string => {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((number) => number.toFixed(digits))
  return least === most ? `${least}` : `${least} to ${most}`
}

const cost = ({ waymark }: Figure) => waymark.node + waymark.postgres

/** In: every section, the fewest people first. Out: a table about the one with the most. */
export function aims(all: Dated[]): string {
  const [fewest, most] = [all[0] as Dated, all.at(-1) as Dated]
  const of = (what: string) => most.figures.filter((one) => one.what === what)
  const ratio = (what: string) =>
    span(
      of(what).map(({ waymark, bare }) => waymark.answers / bare.answers),
      2,
    )
  const busiest = Math.max(...most.figures.map(({ connections }) => connections))
  const late = (what: string) => {
    const [one] = of(what).filter(({ connections }) => connections === busiest)
    return `${Math.round(one?.waymark.p95 ?? 0)} ms (bare ${Math.round(one?.bare.p95 ?? 0)} ms)`
  }
  const accepts = of(accept)
  const conflicts = accepts.reduce(
    (sum, { waymark }) =>
      sum +
      Object.entries(waymark.statuses).reduce(
        (n, [status, many]) => n + (status.startsWith('3') ? 0 : many),
        0,
      ),
    0,
  )
  const grown = most.figures.flatMap((one) => {
    const before = fewest.figures.find(
      ({ what, connections }) => what === one.what && connections === one.connections,
    )
    return before ? [cost(one) / cost(before)] : []
  })
  const rows = [
    ['Queue page 0.3 of the bare handler, better 0.5', ratio(queue)],
    ['Case page 0.2, better 0.4', ratio(casePage)],
    [`p95 under 150 ms at ${busiest} clients`, `queue ${late(queue)}, case ${late(casePage)}`],
    ['Memory under 250 MiB', `${Math.round(most.resident)} MiB`],
    [
      '500 accepts a second, no false conflict',
      `${span(
        accepts.map(({ waymark }) => waymark.answers),
        0,
      )} (bare ${span(
        accepts.map(({ bare }) => bare.answers),
        0,
      )}); ${conflicts} not accepted`,
    ],
    [
      `1.3 times the cost of ${fewest.people.toLocaleString('en-GB')} people`,
      fewest === most ? 'not measured' : `${span(grown, 2)} times the processor time of an answer`,
    ],
  ]
  return `| Aim at ${most.people.toLocaleString('en-GB')} people | Reached |\n|---|---|\n${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
