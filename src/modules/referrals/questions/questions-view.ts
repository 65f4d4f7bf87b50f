import type { z } from 'zod'
import { momentInWords } from '../../../web/dates.ts'
import { postForm, submit, textarea, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { row, typedText } from '../pages/parts.ts'
import type { referralAsSent } from '../queries.ts'

type AsSent = z.infer<typeof referralAsSent.output>

/** What the hub asked and what was answered, one under the other. */
export function questionsOf(questions: NonNullable<AsSent['questions']>): Html {
  return html`<h2 class="govuk-heading-m">What the hub asked</h2>
${govuk.summaryList({
  rows: questions.flatMap(({ question, askedAt, answer, answeredAt }) => [
    ...shown(`Asked ${momentInWords(askedAt)}`, typedText(question)),
    ...shown(answeredAt ? `Answered ${momentInWords(answeredAt)}` : 'Answer', typedText(answer) ?? 'Not yet'),
  ]),
})}`
}

const shown = (key: string, value: Html | string | undefined) =>
  row(key, value).map((one) => ({ key: { text: one.key }, value: { html: html`${one.value}` } }))

export function askView({ referral }: { referral: AsSent }, form: Form): Shown {
  return {
    title: 'Ask for more',
    back: { href: `/referrals/${referral.id}` },
    body: html`<span class="govuk-caption-l">Referral ${referral.reference}</span>
${postForm(
  { action: `/referrals/${referral.id}/questions`, form },
  html`${textarea({ name: 'question', label: 'What do you want to know?', hint: 'Whoever sent it reads this, and their whole team.', heading: true }, form)}
${submit({ text: 'Ask' })}`,
)}`,
  }
}

export function answerView({ referral }: { referral: AsSent }, form: Form): Shown {
  const waiting = referral.questions?.find(({ answer }) => answer === undefined)
  return {
    title: 'Answer the hub',
    back: { href: `/referrals/${referral.id}` },
    body: html`<span class="govuk-caption-l">Referral ${referral.reference}</span><h1 class="govuk-heading-l">The hub asks</h1>
${waiting ? govuk.insetText({ html: html`${typedText(waiting.question)}` }) : html`<p class="govuk-body">Nothing is waiting for an answer.</p>`}
${postForm(
  { action: `/referrals/${referral.id}/answers`, form },
  html`${textarea({ name: 'answer', label: 'Your answer', hint: 'It is added to what you sent. Nothing you sent before is changed.', size: 'm', rows: 6 }, form)}
${submit({ text: 'Send the answer' })}`,
)}`,
  }
}
