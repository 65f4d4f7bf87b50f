import { z } from 'zod'
import { code, day, language, text, yesNo } from '../../kernel/fields.ts'
import {
  agencyNames,
  answerNames,
  hazardNames,
  immigrationNames,
  leadNames,
  premisesNames,
  problemNames,
  warnedNames,
} from './words.ts'

const codesOf = <Code extends string>(names: Record<Code, string>) => Object.keys(names) as [Code, ...Code[]]

const count = (called: string) =>
  z
    .number({ error: `${called} must be a number` })
    .int(`${called} must be a whole number`)
    .min(0, `${called} must be 0 or more`)
    .max(500, `${called} must be 500 or fewer`)

/** The clock on the wall in London, as people type it. */
const time = (message: string) =>
  z
    .string({ error: message })
    .trim()
    .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, message)

export const Premises = z
  .object({
    kind: code(codesOf(premisesNames), 'Choose what kind of place it is'),
    address: text('The address', 500).optional(),
    town: text('The town', 200).optional(),
    postcode: text('The postcode', 20).optional(),
    hazards: z
      .array(code(codesOf(hazardNames), 'Choose the hazards from the list'))
      .max(10, 'Choose 10 hazards or fewer')
      .optional(),
    hazardNote: text('What to know about the hazards', 2000).optional(),
  })
  .refine(({ address, town, postcode }) => [address, town, postcode].some((part) => part?.trim()), {
    path: ['address'],
    message: 'Enter the address, or what you know of it',
  })
export type Premises = z.infer<typeof Premises>

export const Visit = z
  .object({
    on: day('The day of the visit'),
    at: time('Enter when it begins, like 6:30 or 18:00'),
    premises: Premises,
    agencies: z
      .array(code(codesOf(agencyNames), 'Choose the agencies from the list'))
      .max(10, 'Choose 10 agencies or fewer')
      .optional(),
    leads: code(codesOf(leadNames), 'Choose who leads').optional(),
    speaker: text('Who speaks to people', 200).optional(),
    alias: text('What outsiders call them', 100).optional(),
    hubNumber: text('The hub’s number', 50).optional(),
    languages: z.array(language).max(10, 'Choose 10 languages or fewer').optional(),
    people: count('How many people are expected').optional(),
    packs: count('How many welfare packs').optional(),
    afterwards: text('Where people go afterwards', 2000).optional(),
    immigration: code(codesOf(immigrationNames), 'Say whether immigration officers will be there'),
    victimsFirst: z
      .object({
        decision: text('The victims-first decision', 2000).optional(),
        decidedBy: text('Who decided', 200).optional(),
      })
      .optional(),
    /** The address was warned of, and a manager says that it is visited all the same: who goes along. */
    warnedWith: code(codesOf(warnedNames), 'Choose who goes along').optional(),
    alone: z
      .object({
        backBy: time('Enter when they expect to be back, like 17:30'),
        ring: text('The number to ring', 50).refine(
          (typed) => /\d{3}/.test(typed),
          'Enter the number to ring',
        ),
      })
      .optional(),
  })
  .refine(({ warnedWith, alone }) => warnedWith === undefined || alone === undefined, {
    path: ['warnedWith'],
    message: 'Nobody goes alone to an address that was warned of',
  })
  .refine(({ warnedWith, agencies }) => warnedWith !== 'police' || agencies?.includes('police'), {
    path: ['agencies'],
    message: 'Tick the police, if they go along',
  })
  .refine(({ immigration, victimsFirst }) => immigration !== 'yes' || victimsFirst?.decision?.trim(), {
    path: ['victimsFirst', 'decision'],
    message: 'Enter what was decided so that victims come first',
  })
  .refine(({ immigration, victimsFirst }) => immigration !== 'yes' || victimsFirst?.decidedBy?.trim(), {
    path: ['victimsFirst', 'decidedBy'],
    message: 'Enter who decided it',
  })
export type Visit = z.infer<typeof Visit>

const comeBackOn = day('The day to come back').optional()

/** A line of the sheet. "No" takes no day: whoever said no is not looked for again. */
export const Encounter = z
  .object({
    called: text('The called name or description', 200).optional(),
    language: language.optional(),
    seenAlone: yesNo('Whether they were seen alone').optional(),
    rightsTold: yesNo('Whether they were told their rights first').optional(),
    offered: text('What was offered', 1000).optional(),
    answer: code(codesOf(answerNames), 'Choose yes, not now or no').optional(),
    cardTaken: yesNo('Whether they took the card').optional(),
    comeBackOn,
  })
  .refine(
    ({ answer, comeBackOn: back }) => back === undefined || answer === undefined || answer === 'notNow',
    {
      path: ['comeBackOn'],
      message: 'Come back only to somebody who said not now, or who was not asked',
    },
  )
export type Encounter = z.infer<typeof Encounter>

export const Encounters = z.object({
  /** How many lines were there when the typing began. */
  after: z
    .number({ error: 'Start again from the visit' })
    .int('Start again from the visit')
    .min(0, 'Start again from the visit')
    .optional(),
  people: z
    .array(Encounter, { error: 'Type in at least one person' })
    .min(1, 'Type in at least one person')
    .max(50, 'Type in 50 people or fewer at a time'),
})

export const Return = z
  .object({ answer: code(codesOf(answerNames), 'Choose yes, not now or no'), comeBackOn })
  .refine(({ answer, comeBackOn: back }) => back === undefined || answer === 'notNow', {
    path: ['comeBackOn'],
    message: 'Come back only to somebody who said not now',
  })

export const ProblemTold = z.object({
  problems: z
    .array(code(codesOf(problemNames), 'Choose what is wrong from the list'), {
      error: 'Choose what is wrong',
    })
    .min(1, 'Choose what is wrong')
    .max(12, 'Choose 12 or fewer'),
  toldOn: day('The day housing was told'),
  toldWhom: text('Who was told', 300).optional(),
  words: text('What was said', 4000).optional(),
})

export const Report = z
  .object({
    arrested: count('How many were arrested').optional(),
    arrests: text('Who was arrested', 4000).optional(),
    threats: count('How many staff were threatened').optional(),
    threatened: text('What was said or done', 4000).optional(),
    debriefOn: day('The day of the debrief').optional(),
    supervisionOn: day('The day of supervision').optional(),
    learning: text('What was learned', 4000).optional(),
  })
  .refine((report) => Object.values(report).some((said) => said !== undefined && said !== ''), {
    path: ['learning'],
    message: 'Enter something to record',
  })
