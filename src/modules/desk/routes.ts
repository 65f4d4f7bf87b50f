import type { z } from 'zod'
import { searchInput, type Query } from '../../kernel/query.ts'
import { formPage, page, type Page } from '../../web/page.ts'
import { followUpsDue, notesLeft, notMetYet, promisesDue, withoutContact } from '../cases/index.ts'
import { tonightOf } from '../people/index.ts'
import { comeBacksDue, encounter } from '../operations/index.ts'
import { referEncounter } from './commands.ts'
import { findingPages } from './finding/routes.ts'
import {
  comeBackRows,
  followUpRows,
  newRows,
  noteRows,
  promiseRows,
  quietRows,
  type Row,
} from './lists/views.ts'
import { today } from './today.ts'
import { listView, referEncounterView, todayView } from './views.ts'

const todayPage = page({
  path: '/today',
  load: (context) => context.ask(today, {}, {}),
  view: todayView,
})

/** "More" of one list: the same rows, by key. */
function list<Input extends { whose?: 'mine' | 'others' }, Answer extends { next: string | null }>(
  path: string,
  title: string,
  query: Query<Input, Answer>,
  rowsOf: (answer: Answer, at: Date) => Row[],
): Page {
  return page({
    path: `/today/${path}`,
    load: async (context, _, search) => {
      const input = searchInput(query, search)
      return { answer: await context.ask(query, {}, input), whose: input.whose }
    },
    view: ({ answer, whose }, { at }) =>
      listView({
        title,
        rows: rowsOf(answer, at),
        next: answer.next,
        path: `/today/${path}${whose ? `?whose=${whose}` : ''}`,
      }),
  })
}

type ListInput = z.infer<typeof comeBacksDue.input> & { whose?: undefined }

export const deskPages = [
  todayPage,
  ...findingPages,
  list('promises', 'Promised and due', promisesDue, promiseRows),
  list(
    'notes',
    'Notes left for you',
    notesLeft as Query<ListInput, z.infer<typeof notesLeft.output>>,
    noteRows,
  ),
  list('new', 'New cases', notMetYet, newRows),
  list('quiet', 'Not reached', withoutContact, quietRows),
  list(
    'come-backs',
    'Said not now',
    comeBacksDue as Query<ListInput, z.infer<typeof comeBacksDue.output>>,
    comeBackRows,
  ),
  list(
    'follow-ups',
    'Follow-ups',
    followUpsDue as Query<ListInput, z.infer<typeof followUpsDue.output>>,
    followUpRows,
  ),
  formPage({
    path: referEncounter.path,
    command: referEncounter,
    load: (context, params) => context.ask(encounter, params, {}),
    view: referEncounterView,
    then: (result) => tonightOf(result) ?? `/referrals/${result.referral.id}`,
  }),
]
