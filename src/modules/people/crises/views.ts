import type { CrisisAnswers } from './forms.ts'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { dateInput, postForm, radios, submit, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import { crisisLine, unconfirmed } from '../../../web/lifelines.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { telephone } from '../../../web/reach.ts'
import type { CrisisTonight } from './queries.ts'

const doneNames = { yes: 'Yes', no: 'Not yet', notNeeded: 'Not needed' } as const
const doneItems = Object.entries(doneNames).map(([value, text]) => ({ value, text }))

const saidIn = {
  account: 'It was said in the account',
  immediate: 'It was ticked in the referral',
  contact: 'It was said in a contact',
  need: 'It was said in a goal',
  action: 'It was said in a goal',
  handover: 'It was said in a handover note',
  reaching: 'It was said in how they are reached',
  agreement: 'It was said about what they agreed to',
  answer: 'It was said in an answer of whoever referred them',
  decision: 'It was said about a decision',
} as const

/** On the case itself. In: the crisis that is open. */
export function crisisOf(id: string): Html {
  return govuk.warningText({
    html: html`This person spoke of dying or of self-harm. <a class="govuk-link" href="/crises/${id}">What to do tonight</a>`,
    iconFallbackText: 'Warning',
  })
}

const words = (text: string) => html`<span class="waymark-typed" dir="auto">${text}</span>`

function answerRows({ whoStays, rang999, crisisLine: line, gp, nextWorker, askAgain }: CrisisAnswers) {
  const rows: [string, Html | string | undefined][] = [
    ['Who stays or rings', whoStays && words(whoStays)],
    ['999', rang999 && doneNames[rang999]],
    ['Crisis line', line && doneNames[line]],
    ['GP', gp && words(gp)],
    ['Next worker', nextWorker && words(nextWorker)],
    [
      'Asked again',
      askAgain && [askAgain.on && dayInWords(askAgain.on), askAgain.at].filter(Boolean).join(' at '),
    ],
  ]
  return rows.flatMap(([key, value]) =>
    value ? [{ key: { text: key }, value: { html: html`${value}` } }] : [],
  )
}

function whomToRing(onCall: Looking['onCall']): Html {
  return html`<h2 class="govuk-heading-m">Now</h2>
<ol class="govuk-list govuk-list--number govuk-list--spaced">
<li>If their life is in danger this minute, ring ${telephone('999')}. Stay with them, or on the phone, until somebody is there.</li>
<li>If not, ring ${crisisLine.words} on ${telephone(crisisLine.number)} and ${crisisLine.then}, with them or for them. An interpreter can be asked for.
<span class="govuk-hint">${unconfirmed(crisisLine)}</span></li>
<li>${onCall ? html`Tell the on-call lead: <bdi>${onCall.name}</bdi>, ${telephone(onCall.number)}.` : 'Nobody is on call now: tell a manager of the hub.'}</li>
</ol>`
}

export function crisisView(
  crisis: CrisisTonight,
  form: Form,
  { onCall, allowed }: Pick<Looking, 'onCall'> & { allowed: boolean },
): Shown {
  const { id, reference, cameBy, source, openedAt, closed, answers, wordsChecked } = crisis
  const [latest, ...earlier] = answers
  return {
    title: 'What to do tonight',
    back: {
      href: `/${cameBy.what}s/${cameBy.id}`,
      text: `${cameBy.what === 'case' ? 'Case' : 'Referral'} ${reference}`,
    },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${reference}</span>
<h1 class="govuk-heading-l">What to do tonight</h1>
<p class="govuk-body">This person spoke of dying or of self-harm. ${saidIn[source]} on ${momentInWords(openedAt)}. It stays on top of the list until somebody closes it by name.</p>
${closed && govuk.insetText({ html: html`<p class="govuk-body">${closed.by} closed this, ${momentInWords(closed.at)}:</p><p class="govuk-body">${words(closed.sentence)}</p>` })}
${!closed && whomToRing(onCall)}
${latest && html`<h2 class="govuk-heading-m">What is known</h2><p class="govuk-body">${latest.by}, ${momentInWords(latest.at)}</p>${govuk.summaryList({ rows: answerRows(latest) })}`}
${!closed && allowed && questions(id, form)}
${earlier.map((one) => html`<h2 class="govuk-heading-s">Before that: ${one.by}, ${momentInWords(one.at)}</h2>${govuk.summaryList({ rows: answerRows(one) })}`)}
${!wordsChecked && html`<p class="govuk-hint">The list of words that opens this page has not been checked by a qualified reader in every language yet.</p>`}
</div></div>`,
  }
}

function questions(id: string, form: Form): Html {
  return html`<h2 class="govuk-heading-m">Tonight</h2>
${postForm(
  { action: `/crises/${id}`, form },
  html`${textInput({ name: 'whoStays', label: 'Who stays with them, or rings them, and when?', dir: 'auto' }, form)}
${radios({ name: 'rang999', classes: 'waymark-taps', label: 'Was 999 rung?', items: doneItems, inline: true, small: true }, form)}
${radios({ name: 'crisisLine', classes: 'waymark-taps', label: 'Was the crisis line rung?', items: doneItems, inline: true, small: true }, form)}
${textInput({ name: 'gp', label: 'Which GP was told, and what did they say?', dir: 'auto' }, form)}
${textInput({ name: 'nextWorker', label: 'Who tells the next worker?', dir: 'auto' }, form)}
${dateInput({ name: 'askAgain.on', label: 'When is it asked again? The day', hint: 'If you leave this empty, the next time the clock shows it' }, form)}
${textInput({ name: 'askAgain.at', label: 'The time', hint: 'For example, 21:00', width: 5 }, form)}
${submit({ text: 'Record' })}`,
)}
<p class="govuk-body"><a class="govuk-link" href="/crises/${id}/closure">Close this</a></p>`
}

export function closingView({ id, reference }: CrisisTonight, form: Form): Shown {
  return {
    title: 'Close a crisis',
    back: { href: `/crises/${id}`, text: 'What to do tonight' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${reference}</span>
<h1 class="govuk-heading-l">Close this</h1>
<p class="govuk-body">Your name stays with it. Close it when somebody has asked the person again, and everybody who meets them next has been told.</p>
${postForm(
  { action: `/crises/${id}/closure`, form },
  html`${textarea({ name: 'sentence', label: 'Why can it be closed?', hint: 'A sentence is enough.', rows: 3 }, form)}
${submit({ text: 'Close in my name' })}`,
)}</div></div>`,
  }
}
