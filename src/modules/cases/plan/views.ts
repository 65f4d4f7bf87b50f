import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { byWhen, caseFrame } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { canApproveCosts } from '../policy.ts'
import { outcomeNames } from '../words.ts'
import type { ActionKnown } from './queries.ts'

export function planView(of: CaseWithPlan, { at, actor }: Pick<Looking, 'at' | 'actor'>): Shown {
  const to = (path: string) => `/cases/${of.id}/${path}`
  const body = html`<h1 class="govuk-heading-l">Plan</h1>
${
  of.closedAt === undefined &&
  html`<div class="govuk-button-group">${govuk.button({ text: 'Add a need', href: to('needs'), classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Add an action', href: to('actions'), classes: 'govuk-button--secondary' })}</div>`
}${plan(of, canApproveCosts(actor))}`
  return caseFrame(of, at, { tab: 'plan', title: 'Plan', body })
}

function plan({ needs, actions }: CaseWithPlan, mayApprove: boolean): Html {
  if (needs.length + actions.length === 0) {
    return html`<p class="govuk-body">Nothing is planned yet. Ask what they need first, then say what will be done and by when.</p>`
  }
  const other = actions.filter(({ need }) => need === undefined)
  return html`${needs.map(
    ({ id, label, goal }) => html`<h2 class="govuk-heading-m govuk-!-margin-bottom-1">${label}</h2>
${goal && html`<p class="govuk-body waymark-typed" dir="auto">“${goal}”</p>`}${actionList(
      actions.filter(({ need }) => need === id),
      mayApprove,
    )}`,
  )}${other.length > 0 && html`<h2 class="govuk-heading-m">Other actions</h2>${actionList(other, mayApprove)}`}`
}

function actionList(actions: ActionKnown[], mayApprove: boolean): Html {
  if (actions.length === 0) return html`<p class="govuk-body">No action yet.</p>`
  return govuk.summaryList({ rows: actionRows(actions, mayApprove) })
}

const outcomeColours = {
  done: 'green',
  notChosen: 'grey',
  providerSaidNo: 'orange',
  notAvailable: 'orange',
} as const

/** Actions as rows: how each stands, what is known of it, and the one thing to do with it. */
export function actionRows(actions: ActionKnown[], mayApprove: boolean) {
  return actions.map((action) => ({
    key: { text: action.label },
    value: {
      html: html`${standing(action)}${details(action).map((detail) => html`<div dir="auto">${detail}</div>`)}`,
    },
    actions: { items: whatToDo(action, mayApprove) },
  }))
}

function standing(action: ActionKnown): Html {
  const outcome = action.outcome as keyof typeof outcomeNames | undefined
  if (outcome)
    return html`${govuk.tag({ text: outcomeNames[outcome], classes: `govuk-tag--${outcomeColours[outcome]}` })}${action.refusal && html`<div>${action.refusal.label}</div>`}`
  return html`${action.overdue && html`${govuk.tag({ text: 'Overdue', classes: 'govuk-tag--red' })} `}${action.held && html`${govuk.tag({ text: action.check?.decision === 'wait' ? 'Wait' : 'Ask first', classes: 'govuk-tag--yellow' })} `}${action.promisedBy ? `Promised by ${byWhen(action.promisedBy)}` : 'Promised'}`
}

export const pounds = (pence: number) => `£${(pence / 100).toFixed(2)}`

function details({
  goal,
  provider,
  cost,
  approvedAt,
  owner,
  councilAgreement,
  reason,
  check,
}: ActionKnown): string[] {
  return [
    goal && `“${goal}”`,
    provider,
    cost && `${pounds(cost.pence)}${approvedAt ? ', approved' : ', to be approved'}`,
    owner && `Promised by: ${owner.name}`,
    councilAgreement && `The council agreed: ${councilAgreement}`,
    check?.goingNow && 'Life or wage was at stake: nobody waited for the short list',
    check?.words,
    reason,
  ].filter((detail): detail is string => Boolean(detail))
}

function whatToDo({ id, label, outcome, held, cost, approvedAt }: ActionKnown, mayApprove: boolean) {
  const visuallyHiddenText = `: ${label}`
  return [
    ...(held ? [{ href: `/actions/${id}/check`, text: 'Ask first', visuallyHiddenText }] : []),
    ...(outcome === undefined
      ? [{ href: `/actions/${id}/outcome`, text: 'What came of it', visuallyHiddenText }]
      : []),
    ...(cost && !approvedAt
      ? [{ href: `/actions/${id}/approval`, text: 'Approve the cost', visuallyHiddenText }]
      : []),
  ]
}
