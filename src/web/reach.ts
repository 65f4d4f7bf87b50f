/** Whom to ring: printed on every receipt and every error page, the same for whoever reads it (practice, section 1). */
import type { OnCall } from '../kernel/on-call.ts'
import { html, type Html } from './html.ts'
import { dialled } from './layout.ts'
import { salvationArmy } from './lifelines.ts'

export function telephone(number: string): Html {
  return html`<a class="govuk-link waymark-ring waymark-ltr" href="tel:${dialled(number)}">${number}</a>`
}

/** "If someone may be in danger now, ring 999. To reach the hub: …". With nobody on call, a line that is always open. */
export function reachHub(onCall: OnCall | undefined): Html {
  const hub = onCall
    ? html`To reach the hub: <bdi>${onCall.name}</bdi>, ${telephone(onCall.number)}.`
    : html`To talk to someone, ring ${salvationArmy.words} on ${telephone(salvationArmy.number)}.`
  return html`<div class="govuk-inset-text"><p class="govuk-body">If someone may be in danger now, ring ${telephone('999')}.</p>
<p class="govuk-body">${hub}</p></div>`
}
