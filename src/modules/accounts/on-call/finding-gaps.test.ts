import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsBetween } from './rota.ts'

const hour = (n: number) => new Date(n * 3_600_000)

test('an hour is in a gap exactly when no turn covers it', () => {
  // Marks on a line of hours, in order: between two of them is a turn or nothing.
  const rota = fc.array(fc.tuple(fc.integer({ min: -20, max: 60 }), fc.boolean()), { maxLength: 8 })
  fc.assert(
    fc.property(rota, fc.integer({ min: 0, max: 40 }), (marks, length) => {
      const edges = marks.toSorted(([a], [b]) => a - b)
      const turns = edges.slice(1).flatMap(([until], i) => {
        const [from, isTurn] = edges[i] as [number, boolean]
        return isTurn && from < until ? [{ from: hour(from), until: hour(until) }] : []
      })
      const gaps = gapsBetween(turns, hour(0), hour(length))
      for (let n = 0; n < length; n++) {
        const covers = ({ from, until }: { from: Date; until: Date }) => from <= hour(n) && hour(n) < until
        expect(gaps.some(covers), `hour ${n}`).toBe(!turns.some(covers))
      }
      for (const { from, until } of gaps)
        expect(from >= hour(0) && until <= hour(length) && from < until).toBe(true)
    }),
  )
})
