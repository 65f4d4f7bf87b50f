import { z } from 'zod'
import { londonDay, londonMoment, wallClock } from '../../../kernel/clock.ts'
import { code, day, text } from '../../../kernel/fields.ts'
import { checkboxes, dateInput, radios } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import { dayInWords, momentInWords, timeInWords } from '../../../web/dates.ts'
import { councilQuestion } from '../../people/index.ts'
import { childAnswers, type Immediate } from '../forms.ts'
import { childNames, immediateQuestions } from '../words.ts'
import { choices, heading, lines, numbersToRing, question, row } from './parts.ts'

/** The first question of all: for a child another law, another council desk and other rules hold. */
export const children = question({
  path: 'children',
  title: 'Is a child involved?',
  mends: ['children.involved', 'immediate.child'],
  asks: z.object({ involved: code(childAnswers, 'Choose whether a child may be involved') }),
  from: ({ children }) => ({ involved: children?.involved }),
  into: ({ children, ...answers }, { involved }) => ({
    ...answers,
    children: involved === 'no' ? { involved } : { ...children, involved },
  }),
  view: (
    form,
  ) => html`${govuk.warningText({ text: 'If someone is in danger now, ring 999 first.', iconFallbackText: 'Warning' })}
${radios(
  {
    name: 'involved',
    label: 'Is a child involved, or could one of them be under 18?',
    hint: 'If nobody has checked their age, choose “Not sure”. They are then treated as a child until somebody has.',
    heading: true,
    items: choices(childNames),
  },
  form,
)}`,
  rows: ({ children }) => row('A child involved', children?.involved && childNames[children.involved]),
})

const time = z
  .string({ error: 'Enter the time, like 14:05' })
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time, like 14:05')

export const council = question({
  path: 'council',
  title: 'Tell the council',
  mends: ['children.told', 'children.whom', 'children.at'],
  asks: z
    .object({
      told: code(['yes', 'notYet'], 'Choose whether the council knows'),
      whom: text('Whom you told', 300).optional(),
      day: day('The day you told them').optional(),
      time: time.optional(),
    })
    .refine(({ told, whom }) => told === 'notYet' || whom?.trim(), {
      path: ['whom'],
      message: 'Enter whom you told',
    })
    .refine(({ told, day }) => told === 'notYet' || day, {
      path: ['day'],
      message: 'Enter the day you told them',
    })
    .refine(({ told, time }) => told === 'notYet' || time, {
      path: ['time'],
      message: 'Enter the time, like 14:05',
    }),
  from: ({ children }, { at }) => {
    const told = children?.at ? londonMoment(children.at) : at
    return {
      told: children?.told,
      whom: children?.whom,
      day: londonDay(told),
      time: timeInWords(told.toISOString()),
    }
  },
  into: ({ children, ...answers }, { told, whom, day, time = '' }) => {
    const at = `${day}T${wallClock(time)}`
    return {
      ...answers,
      children: { involved: children?.involved, told, ...(told === 'yes' && { whom, at }) },
    }
  },
  view: (form, { lists: { numbers } }) => {
    const ofCouncil = numbers.filter(({ kind }) => kind === 'councilDay' || kind === 'councilNight')
    return html`${heading('Ring the council’s children’s services now')}
${
  ofCouncil.length > 0
    ? numbersToRing(ofCouncil)
    : govuk.insetText({
        text: 'The council’s number has not been set up here yet. Ring 101 and ask for children’s services, or 999 in an emergency.',
      })
}
<p class="govuk-body">A child does not have to agree, and is not taken to a hotel or to shared rooms with adults unless the council has said yes to it by name.</p>
${councilQuestion(form)}`
  },
  rows: ({ children }) =>
    row(
      'The council',
      children?.told === 'yes'
        ? lines([children.whom, children.at && momentInWords(londonMoment(children.at).toISOString())])
        : 'Not told yet',
    ),
})

type Asked = Exclude<keyof Immediate, 'wageAtRiskBy'>
const asked = immediateQuestions.filter(([question]) => question !== 'child')
const ticks = [
  'danger',
  'wantsToDie',
  'injured',
  'medical',
  'pregnant',
  'arrested',
  'missing',
  'nowhereToSleep',
  'wage',
  'none',
  'notKnown',
] as const

export const rightNow = question({
  path: 'right-now',
  title: 'What is true right now?',
  mends: ['immediate'],
  asks: z
    .object({
      ticked: z
        .array(code(ticks, 'Choose what is true right now from the list'), {
          error: 'Choose what is true right now, or “Not known”',
        })
        .min(1, 'Choose what is true right now, or “Not known”'),
      wageBy: day('The day the wage will be taken').optional(),
    })
    .refine(({ ticked, wageBy }) => !ticked.includes('wage') || wageBy, {
      path: ['wageBy'],
      message: 'Enter the day the wage will be taken. Your best guess will do',
    }),
  from: ({ immediate }) => {
    if (!immediate) return {}
    const ticked: string[] = asked.filter(([question]) => immediate[question]).map(([question]) => question)
    if (immediate.wageAtRiskBy) ticked.push('wage')
    if (ticked.length === 0) ticked.push(immediate.danger === false ? 'none' : 'notKnown')
    return { ticked, wageBy: immediate.wageAtRiskBy?.slice(0, 10) }
  },
  // Only "none of these" says no to each of them: what was not ticked is not known, and never lowers the risk.
  into: (answers, { ticked, wageBy }) => {
    const said = (value: boolean) => (questions: readonly [Asked, string][]) =>
      Object.fromEntries(questions.map(([name]) => [name, value]))
    const immediate: Immediate = ticked.includes('none')
      ? said(false)(asked)
      : said(true)(asked.filter(([name]) => (ticked as string[]).includes(name)))
    return {
      ...answers,
      immediate: { ...immediate, ...(ticked.includes('wage') && { wageAtRiskBy: wageBy }) },
    }
  },
  view: (form) =>
    checkboxes(
      {
        name: 'ticked',
        label: 'What is true right now?',
        hint: 'Choose all that are true of any of them.',
        heading: true,
        items: [
          ...asked.map(([value, text]) => ({ value, text })),
          {
            value: 'wage',
            text: 'A wage is about to be taken from them',
            conditional: dateInput(
              { name: 'wageBy', label: 'By which day?', hint: 'Your best guess. For example, 27 11 2026' },
              form,
            ),
          },
          { divider: 'or' },
          { value: 'none', text: 'None of these: I have asked or can see', alone: true },
          { value: 'notKnown', text: 'Not known', alone: true },
        ],
      },
      form,
    ),
  rows: ({ immediate }) => {
    if (!immediate) return []
    const ticked = asked.filter(([question]) => immediate[question]).map(([, label]) => label)
    if (immediate.wageAtRiskBy) ticked.push(`A wage will be taken by ${dayInWords(immediate.wageAtRiskBy)}`)
    return row(
      'Right now',
      lines(ticked.length > 0 ? ticked : [immediate.danger === false ? 'None of the list' : 'Not known']),
    )
  },
})
