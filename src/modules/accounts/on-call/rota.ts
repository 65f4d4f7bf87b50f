/** A turn as the rota needs it: any period. */
export interface Period {
  from: Date
  until: Date
}

/** When nobody is on call between two moments. In: turns in the order they begin, none overlapping another. */
export function gapsBetween(turns: Period[], from: Date, until: Date): Period[] {
  const gaps: Period[] = []
  let reached = from
  for (const turn of turns) {
    if (turn.from > reached && reached < until)
      gaps.push({ from: reached, until: turn.from < until ? turn.from : until })
    if (turn.until > reached) reached = turn.until
  }
  if (reached < until) gaps.push({ from: reached, until })
  return gaps
}
