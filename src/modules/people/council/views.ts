import { dateInput, radios, textInput, type Form } from '../../../web/form.ts'
import { html, type Html } from '../../../web/html.ts'

/** Whether the council was told of a child, whom and when: asked of the sender, and of the hub when it learns it later. */
export const councilQuestion = (form: Form): Html =>
  radios(
    {
      name: 'told',
      label: 'Have you told them?',
      size: 'm',
      items: [
        {
          value: 'yes',
          text: 'Yes',
          conditional: html`${textInput({ name: 'whom', label: 'Whom did you tell?', hint: 'A name, or the desk and its log number' }, form)}
${dateInput({ name: 'day', label: 'Which day?' }, form)}${textInput({ name: 'time', label: 'What time?', hint: 'For example, 14:05', width: 5 }, form)}`,
        },
        { value: 'notYet', text: 'Not yet' },
      ],
    },
    form,
  )
