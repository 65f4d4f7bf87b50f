import { dayInWords } from './dates.ts'

/** Telephone lines of others, as dated data: when one changes, the old line is closed and a new one added. */
export interface Lifeline {
  /** Who answers, as a sentence goes on: "ring … on 0800 …". */
  words: string
  number: string
  /** What to press or say first. */
  then?: string
  from: string
  until?: string
  /** The practitioner who confirmed it for this area. Missing: not confirmed yet [K], and a page that sends somebody
   *  there to decide something says so. */
  confirmedBy?: string
}

/** When nobody of the hub is on call. */
export const salvationArmy: Lifeline = {
  words: 'The Salvation Army’s 24-hour line',
  number: '0800 808 3733',
  from: '2026-11-22',
}

/** When somebody speaks of dying or of self-harm and no life is in danger this minute. */
export const crisisLine: Lifeline = {
  words: 'the NHS mental health crisis line',
  number: '111',
  then: 'choose option 2',
  from: '2026-11-22',
}

/** What a page says of a line that nobody has confirmed yet. */
export const unconfirmed = ({ confirmedBy, from }: Lifeline): string | undefined =>
  confirmedBy === undefined
    ? `As known on ${dayInWords(from)}; not yet confirmed by a practitioner of this area.`
    : undefined
