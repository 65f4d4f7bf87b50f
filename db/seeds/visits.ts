import { addDays } from '../../src/kernel/clock.ts'
import type { Command, Params } from '../../src/kernel/command.ts'
import { referEncounter } from '../../src/modules/desk/index.ts'
import {
  planVisit,
  recordEncounters,
  reportVisit,
  sayBack,
  tellHousing,
} from '../../src/modules/operations/index.ts'
import { beata, ruta } from './begin.ts'
import { numbers, pick, towns } from './population.ts'
import { daysAgo, type Story } from './story.ts'

const kinds = ['house', 'carWash', 'farm', 'nailBar', 'factory', 'restaurant'] as const
const streets = ['Quay Road', 'Foundry Street', 'Weir Lane', 'Station Road', 'Tanners Row', 'Old Market']

/** Visits of the year behind the hub: each with its sheet typed in, some with what was wrong with the house. */
async function tellVisitsBefore(story: Story): Promise<void> {
  const next = numbers(77)
  for (const days of [390, 331, 284, 220, 171, 126, 88, 47, 19]) {
    const on = addDays(story.today, -days)
    const languages = pick(next, [['lit', 'ron'], ['ron', 'bul'], ['sqi'], ['vie'], ['pol', 'lav']])
    const people = 3 + Math.floor(next() * 6)
    const kind = pick(next, kinds)
    const { visit } = await story.tell(
      ruta,
      daysAgo(story, days + 6, '11:00'),
      planVisit,
      {},
      {
        on,
        at: pick(next, ['6:30', '7:00', '17:30']),
        premises: {
          kind,
          address: `${1 + Math.floor(next() * 60)} ${pick(next, streets)}`,
          town: pick(next, towns),
          postcode: `AL${1 + Math.floor(next() * 9)} ${1 + Math.floor(next() * 9)}ZZ`,
        },
        agencies: ['police', pick(next, ['housing', 'labourAbuse', 'fire'] as const)],
        leads: 'police',
        languages,
        people,
        packs: people + 2,
        immigration: 'no',
        speaker: 'Rūta Vaitkutė',
        alias: 'Anna',
        hubNumber: '01632 960500',
        afterwards: 'St Anne’s hall, opened by the duty officer',
      },
    )
    const id = { id: visit.id }
    const lines = Array.from({ length: people }, (_, line) => ({
      called: `${pick(next, ['Man', 'Woman'])} in a ${pick(next, ['blue', 'grey', 'striped', 'green'])} jumper, line ${line + 1}`,
      language: pick(next, languages),
      seenAlone: next() < 0.8,
      rightsTold: next() < 0.9,
      offered: 'Food, a card',
      answer: pick(next, ['no', 'no', 'no', 'yes'] as const),
      cardTaken: next() < 0.7,
    }))
    await story.tell(ruta, daysAgo(story, days, '19:30'), recordEncounters, id, { after: 0, people: lines })
    if (kind === 'house' || next() < 0.3)
      await story.tell(beata, daysAgo(story, days - 1, '10:00'), tellHousing, id, {
        problems: ['overcrowded', 'noFireExit'],
        toldOn: addDays(on, 1),
        toldWhom: 'Housing standards, duty desk',
      })
    await story.tell(ruta, daysAgo(story, days - 2, '15:00'), reportVisit, id, {
      arrested: Math.floor(next() * 2),
      debriefOn: addDays(on, 2),
      learning: 'The hall was open in time. Take more phone chargers.',
    })
  }
}

/** A visit one worker went to alone, and came back from. */
async function goAlone(story: Story): Promise<void> {
  const { visit } = await story.tell(
    beata,
    daysAgo(story, 11, '13:00'),
    planVisit,
    {},
    {
      on: addDays(story.today, -11),
      at: '14:00',
      premises: { kind: 'flat', address: '31 Lock Street', town: 'Wisford', postcode: 'AL6 3ZZ' },
      immigration: 'no',
      alone: { backBy: '15:30', ring: '01632 960777' },
    },
  )
  await story.tell(beata, daysAgo(story, 11, '15:20'), sayBack, { id: visit.id }, {})
}

/** Visits behind the hub, typed in, and one ahead of it. Places and people are invented. */
export async function tellVisits(story: Story): Promise<void> {
  await tellVisitsBefore(story)
  await goAlone(story)
  const ask =
    (days: number, time: string) =>
    <Input, Subject, Result extends object>(
      command: Command<Input, Subject, Result>,
      params: Params,
      body: Input,
    ) =>
      story.tell(ruta, daysAgo(story, days, time), command, params, body)
  const { today } = story
  const common = {
    speaker: 'Rūta Vaitkutė',
    alias: 'Anna',
    hubNumber: '01632 960500',
    immigration: 'no',
  } as const
  const behind = await ask(9, '10:00')(
    planVisit,
    {},
    {
      ...common,
      on: addDays(today, -2),
      at: '6:30',
      premises: {
        kind: 'house',
        address: '14 Mill Lane',
        town: 'Eastgate',
        postcode: 'AL9 4QQ',
        hazards: ['dogs'],
        hazardNote: 'Chained at the back',
      },
      agencies: ['police', 'housing', 'fire'],
      leads: 'police',
      languages: ['lit', 'ron'],
      people: 9,
      packs: 12,
      afterwards: 'St Anne’s hall, opened by the duty officer',
    },
  )
  const { encounters } = await ask(2, '20:15')(
    recordEncounters,
    { id: behind.visit.id },
    {
      people: [
        {
          called: 'Vytas',
          language: 'lit',
          seenAlone: true,
          rightsTold: true,
          offered: 'Food, a bed tonight',
          answer: 'yes',
          cardTaken: true,
        },
        {
          called: 'Woman with a red scarf',
          language: 'ron',
          seenAlone: true,
          rightsTold: true,
          offered: 'Food',
          answer: 'notNow',
          cardTaken: true,
          comeBackOn: today,
        },
        {
          called: 'Man in a green coat',
          seenAlone: false,
          rightsTold: true,
          answer: 'notNow',
          comeBackOn: addDays(today, 3),
        },
        { language: 'lit', seenAlone: true, rightsTold: true, answer: 'no', cardTaken: true },
      ],
    },
  )
  const [vytas] = encounters
  if (vytas) await ask(1, '09:10')(referEncounter, { id: vytas.id }, {})
  await ask(3, '14:00')(
    planVisit,
    {},
    {
      ...common,
      on: addDays(today, 1),
      at: '18:00',
      premises: {
        kind: 'carWash',
        address: '2 Dock Street',
        town: 'Aldermere',
        postcode: 'AL1 2DS',
        hazards: ['hostilePeople'],
      },
      agencies: ['police', 'labourAbuse', 'revenue'],
      leads: 'labourAbuse',
      languages: ['sqi', 'ron'],
      people: 6,
      packs: 8,
      afterwards: 'The hub’s own rooms',
      immigration: 'yes',
      victimsFirst: {
        decision: 'Nobody is asked about papers before the hub has spoken with them alone.',
        decidedBy: 'Insp. Hale, Aldermere Constabulary',
      },
    },
  )
}
