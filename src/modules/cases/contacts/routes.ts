import type { Command } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { formPage, page, type Shown } from '../../../web/page.ts'
import type { Form } from '../../../web/form.ts'
import {
  addChannel,
  correctChannel,
  markChannel,
  personOfChannel,
  setCheckQuestion,
  useChannel,
  verifyChannel,
} from '../../people/index.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { caseForm, loadCase, loadPerson } from '../form-page.ts'
import type { OfCase } from '../form-view.ts'
import { agreeNoAnswer, planFirstContact, recordContact } from './commands.ts'
import { openedWays } from './queries.ts'
import { contactsView, contactView } from './views.ts'
import {
  channelView,
  firstContactView,
  noAnswerView,
  questionView,
  safetyView,
  verificationView,
  useView,
  waysView,
} from './ways-views.ts'

const list = page({
  path: '/cases/:id/contacts',
  load: (context, { id }) => loadCase(context, id),
  view: ({ of }, { at }) => contactsView(of, at),
})

/** What is most often true is there already: we contacted them, in the language of last time. */
const usual = ({ contacts, person }: CaseWithPlan) => {
  const last = contacts.find(({ reached }) => reached)
  const own = person.languages?.find(({ level, refused }) => level === 'first' && !refused)
  return { direction: 'out', language: last?.language ?? own?.code, bridge: last?.bridge }
}

const contact = caseForm({
  path: '/cases/:id/contacts/new',
  command: recordContact,
  prefill: ({ of }) => usual(of),
  view: contactView,
  tab: '/contacts',
})

const ways = page({
  path: '/people/:id/ways',
  load: async (context, { id }) => ({
    of: (await loadPerson(context, id)).of,
    opened: await openedWays(context, id as string),
  }),
  view: waysView,
})

const toWays = (result: { person: { id: string } }) => `/people/${result.person.id}/ways`

const adding = formPage({
  path: addChannel.path,
  command: addChannel,
  load: (context, { id }) => loadPerson(context, id),
  view: (shown, form) =>
    channelView(shown, form, `/people/${shown.of.person.id}/channels`, 'Add a way to reach them'),
  then: toWays,
})

const question = formPage({
  path: setCheckQuestion.path,
  command: setCheckQuestion,
  load: (context, { id }) => loadPerson(context, id),
  view: questionView,
  then: toWays,
})

interface OfChannel extends OfCase {
  channelId: string
}

async function loadChannel(context: QueryContext, id: string | undefined): Promise<OfChannel> {
  const found = await personOfChannel(context, id as string)
  return { channelId: id as string, ...(await loadPerson(context, found?.person_id)) }
}

/** A form about one way to reach the person. */
function channelForm<Input, Subject>(
  command: Command<Input, Subject, { person: { id: string } }>,
  last: string,
  view: (shown: OfCase, form: Form, path: string) => Shown,
  prefilled: boolean,
) {
  return formPage({
    path: command.path,
    command,
    load: (context, { id }) => loadChannel(context, id),
    prefill: ({ of, channelId }) =>
      prefilled ? of.person.safeContact.find(({ id }) => id === channelId) : undefined,
    view: (shown, form) => view(shown, form, `/channels/${shown.channelId}/${last}`),
    then: toWays,
  })
}

export const contactPages = [
  list,
  contact,
  ways,
  adding,
  question,
  channelForm(
    correctChannel,
    'correction',
    (shown, form, path) => channelView(shown, form, path, 'Correct this way to reach them'),
    true,
  ),
  channelForm(markChannel, 'safety', safetyView, true),
  channelForm(verifyChannel, 'verification', verificationView, false),
  channelForm(useChannel, 'use', useView, false),
  caseForm({
    command: planFirstContact,
    prefill: ({ of }) => of.firstContact,
    view: firstContactView,
    tab: '/contacts',
  }),
  caseForm({
    command: agreeNoAnswer,
    prefill: ({ of }) => of.noAnswer,
    view: noAnswerView,
    tab: '/contacts',
  }),
]
