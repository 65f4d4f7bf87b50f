import { londonDay } from '../../../kernel/clock.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import { journey } from '../../../web/journey.ts'
import { tonightOf } from '../../people/index.ts'
import { answerDraft, sendDraft } from '../drafts/commands.ts'
import type { Draft } from '../drafts/forms.ts'
import { draftAnswers } from '../drafts/queries.ts'
import { helpNumbers, indicators } from '../dated.ts'
import { whatHappened, where } from './account.ts'
import { agreed, noticed, saidNo, signs, you } from './agreement.ts'
import { everybody, removePerson } from './everybody.ts'
import { homeOfficeSentence } from './parts.ts'
import { aboutEachPerson } from './people.ts'
import { route, type Lists } from './route.ts'
import { children, council, rightNow } from './safety.ts'

/** Refer someone: one question a page, kept in a draft until it is sent. */
export const referring = journey<Draft, Lists>({
  base: '/refer',
  draft: draftAnswers,
  answer: answerDraft,
  send: sendDraft,
  route,
  questions: [
    children,
    council,
    rightNow,
    whatHappened,
    where,
    agreed,
    saidNo,
    signs,
    noticed,
    ...aboutEachPerson,
    removePerson,
    everybody,
    you,
  ],
  lists: async (context) => {
    const today = londonDay(context.at)
    return { indicators: await indicators(context, today), numbers: await helpNumbers(context, today) }
  },
  check: {
    title: 'Check your answers',
    before:
      () => html`${govuk.warningText({ text: 'If someone is in danger now, ring 999 first.', iconFallbackText: 'Warning' })}
<p class="govuk-body">Leave out what you do not know. ${homeOfficeSentence}</p>`,
    button: 'Send to the hub',
  },
  sent: (result) =>
    tonightOf(result) ?? `/sent-referrals/${(result as { referrals: { id: string }[] }).referrals[0]?.id}`,
})
