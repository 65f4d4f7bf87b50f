import { postForm, submit, textInput, type Form } from './form.ts'
import { html, type Html } from './html.ts'

/** Somebody reads a reference over the phone: typed here, on the pages one has open then. */
export function referenceBox(form: Form): Html {
  return html`<div class="waymark-find">${postForm(
    { action: '/references', form },
    html`${textInput({ name: 'reference', label: 'Find by reference', width: 10, size: 's', dir: 'ltr', autocomplete: 'off', spellcheck: false }, form)}
${submit({ text: 'Find', kind: 'secondary' })}`,
  )}</div>`
}
