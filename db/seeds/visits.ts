import { carryOut } from '../../src/kernel/carry-out.ts'
import { addDays, londonDay } from '../../src/kernel/clock.ts'
import type { Command, Params } from '../../src/kernel/command.ts'
import type { Deps } from '../../src/kernel/deps.ts'
import { newId } from '../../src/kernel/ids.ts'
import { planVisit, recordEncounters } from '../../src/modules/operations/index.ts'
import type { Speak } from './story.ts'

const ruta = 'ruta.vaitkute@hub.example'

/** One visit behind the hub, typed in, and one ahead of it. Places and people are invented. */
export async function tellVisits(deps: Deps, speak: Speak): Promise<void> {
  const token = await speak(ruta)
  const ask = <Input, Subject, Result extends object>(
    command: Command<Input, Subject, Result>,
    params: Params,
    body: Input,
  ) => carryOut(deps, command, { token, door: 'seed', params, body, key: newId() })
  const today = londonDay(deps.clock())
  const common = {
    speaker: 'Rūta Vaitkutė',
    alias: 'Anna',
    hubNumber: '01632 960500',
    immigration: 'no',
  } as const
  const behind = await ask(
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
  await ask(
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
  await ask(
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
