import { channelNames, type ChannelKnown } from '../../people/index.ts'
import { dayInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, textarea, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { identityBar, manners, mayUse, tooOld, usable } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import { formOf, named, yesOrNo, type OfCase } from '../form-view.ts'
import { answerNames, firstContactNames } from '../words.ts'

export interface Ways {
  of: CaseWithPlan
  /** Ways this member opened a few minutes ago although their check was old. */
  opened: Set<string>
}

/** Ring offers what is safe; everything else is words, with what has to happen first. */
export function waysView({ of, opened }: Ways, { at, form }: Looking): Shown {
  const { person } = of
  const ready = person.safeContact.filter(
    (way) => mayUse(way) || (way.standing === 'needsCheck' && opened.has(way.id)),
  )
  const others = person.safeContact.filter((way) => !ready.includes(way))
  return {
    title: `Ring: case ${of.reference}`,
    bar: identityBar(of, at),
    back: { href: `/cases/${of.id}`, text: 'Case' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Ring or reach them</h1>
${question(of)}
${ready.length === 0 ? html`<p class="govuk-body">No way is safe to use as it is.</p>` : ready.map((way) => wayCard(way, person, html`<p class="waymark-ring">${usable(way)}</p>`))}
${others.map((way) => wayCard(way, person, html`<p class="govuk-body"><bdi>${way.value}</bdi></p>`, way.standing === 'needsCheck' && openingForm(way, at, form)))}
<p class="govuk-body">${govuk.button({ text: 'Add a way to reach them', href: `/people/${person.id}/channels`, classes: 'govuk-button--secondary' })}</p>
<h2 class="govuk-heading-m">If nothing is safe: the first contact</h2>${firstContact(of)}
<h2 class="govuk-heading-m">What we agreed to do if they do not answer</h2>${noAnswer(of)}
</div></div>`,
  }
}

function question({ person: { id, checkQuestion } }: CaseWithPlan): Html {
  const change = html`<a class="govuk-link" href="/people/${id}/check-question">${checkQuestion ? 'Change it' : 'Agree one'}</a>`
  if (!checkQuestion) return html`<p class="govuk-body">No check question is agreed. ${change}</p>`
  return html`<p class="govuk-body">Check question: <strong dir="auto">${checkQuestion.question}</strong> They answer: <strong dir="auto">${checkQuestion.answer}</strong>. ${change}</p>`
}

const standingTags = {
  safe: ['Safe', 'green'],
  askSoon: ['Safe: ask again', 'green'],
  needsCheck: ['Check first', 'yellow'],
  no: ['Do not use', 'red'],
  unknown: ['Not checked: do not use', 'grey'],
} as const

function wayCard(
  way: ChannelKnown,
  { checkQuestion }: CaseWithPlan['person'],
  how: Html,
  opening?: Html | false,
): Html {
  const [text, colour] = standingTags[way.standing]
  const name = way.channel ? channelNames[way.channel] : 'Contact'
  const link = (path: string, words: string) =>
    html`<a class="govuk-link" href="/channels/${way.id}/${path}">${words}<span class="govuk-visually-hidden">: ${name}</span></a>`
  return html`<section class="waymark-way" aria-label="${name}"><h2 class="govuk-heading-s">${name} ${govuk.tag({ text, classes: `govuk-tag--${colour}` })}</h2>
${how}<p class="govuk-body">${manners(way)}${way.whose && html` <span dir="auto">Whose it is: ${way.whose}.</span>`}</p>
<p class="govuk-body-s">${[
    way.verifiedAt && `Check question answered on ${dayInWords(way.verifiedAt)} (${way.verifiedBy})`,
    way.checkedAt && `Checked on ${dayInWords(way.checkedAt)} (${way.checkedBy})`,
    `Known since ${dayInWords(way.knownSince)}`,
  ]
    .filter(Boolean)
    .join('. ')}.</p>${opening}
<p class="govuk-body-s">${link('safety', 'Say whether it is safe')} ${link('correction', 'Correct')} ${way.safe === 'yes' && checkQuestion && link('verification', 'The check question was answered')}</p></section>`
}

function openingForm(way: ChannelKnown, now: Date, form: Form): Html {
  return postForm(
    { action: `/channels/${way.id}/use`, form },
    html`<p class="govuk-body">${tooOld(way, now)} Use it only with the check question, or for a life.</p><div class="govuk-button-group">
${submit({ text: 'I will ask the check question first', name: 'because', value: 'checkQuestion', kind: 'secondary' })}
${submit({ text: 'A life is at risk', name: 'because', value: 'lifeAtRisk', kind: 'warning' })}</div>`,
  )
}

function firstContact({ id, firstContact: plan }: CaseWithPlan): Html {
  const link = html`<p class="govuk-body"><a class="govuk-link" href="/cases/${id}/first-contact">${plan ? 'Change' : 'Plan the first contact'}</a></p>`
  if (!plan) return link
  return html`<p class="govuk-body">${firstContactNames[plan.way as keyof typeof firstContactNames]}: <span class="waymark-typed" dir="auto">${plan.plan}</span></p>
${plan.coverWords && html`<p class="govuk-body" dir="auto">Say: ${plan.coverWords}</p>`}${link}`
}

function noAnswer({ id, noAnswer: agreed }: CaseWithPlan): Html {
  const link = html`<p class="govuk-body"><a class="govuk-link" href="/cases/${id}/no-answer">${agreed ? 'Change' : 'Agree what to do'}</a></p>`
  if (!agreed) return html`<p class="govuk-body">Nothing is agreed yet.</p>${link}`
  const rows = [
    ['Whom we may ask', agreed.ask],
    ['Where we may look', agreed.look],
    ['When we tell the police', agreed.policeAfterHours && `After ${agreed.policeAfterHours} hours`],
    ['What we may say', agreed.say],
  ] as const
  return html`${govuk.summaryList({ rows: rows.filter(([, value]) => value).map(([key, value]) => ({ key: { text: key }, value: { html: html`<span class="waymark-typed" dir="auto">${value}</span>` } })) })}${link}`
}

export function channelView(shown: OfCase, form: Form, path: string, title: string): Shown {
  const fields = html`${radios({ name: 'channel', label: 'How?', items: named(channelNames), inline: true, small: true }, form)}
${textInput({ name: 'value', label: 'Number or address', dir: 'auto' }, form)}
${textInput({ name: 'whose', label: 'Whose is it?', hint: 'Somebody who exploits them may own or read it.', dir: 'auto' }, form)}
${radios({ name: 'safe', label: 'Is it safe?', hint: 'Not known means: do not use. Change how, or the number or address, and it is not known until you check it.', items: named(answerNames), inline: true }, form)}
${textInput({ name: 'times', label: 'Days and times', dir: 'auto' }, form)}
${textInput({ name: 'say', label: 'What to say', hint: 'Cover words, and who you say you are.', dir: 'auto' }, form)}
${radios({ name: 'voicemail', label: 'May a message be left?', items: yesOrNo, inline: true, small: true }, form)}
${textarea({ name: 'rules', label: 'Anything else to keep to', rows: 2 }, form)}`
  return formOf(shown, form, {
    title,
    button: 'Save',
    path,
    back: `/people/${shown.of.person.id}/ways`,
    fields,
  })
}

export function safetyView(shown: OfCase, form: Form, path: string): Shown {
  const fields = radios(
    {
      name: 'safe',
      label: 'Is it safe?',
      hint: 'Your name and today are kept with the answer.',
      items: named(answerNames),
    },
    form,
  )
  return formOf(shown, form, {
    title: 'Say whether it is safe',
    button: 'Save',
    path,
    back: `/people/${shown.of.person.id}/ways`,
    fields,
  })
}

export function verificationView(shown: OfCase, form: Form, path: string): Shown {
  const fields = html`<p class="govuk-body">You spoke or wrote both ways, and they answered the check question before you said anything.</p>`
  return formOf(shown, form, {
    title: 'The check question was answered',
    button: 'Yes, it was them',
    path,
    back: `/people/${shown.of.person.id}/ways`,
    fields,
  })
}

export function questionView(shown: OfCase, form: Form): Shown {
  const { id } = shown.of.person
  const fields = html`${textInput({ name: 'question', label: 'The question', hint: 'Something only they know, that is not about what happened.', dir: 'auto' }, form)}
${textInput({ name: 'answer', label: 'Their answer', dir: 'auto' }, form)}`
  return formOf(shown, form, {
    title: 'Agree a check question',
    button: 'Save',
    path: `/people/${id}/check-question`,
    back: `/people/${id}/ways`,
    fields,
  })
}

export function firstContactView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const fields = html`${radios({ name: 'way', label: 'How?', items: named(firstContactNames) }, form)}
${textarea({ name: 'plan', label: 'What to do', rows: 3 }, form)}
${textInput({ name: 'coverWords', label: 'What to say', hint: 'Words that mean nothing to somebody else who hears them.', dir: 'auto' }, form)}`
  return formOf(shown, form, {
    title: 'Plan the first contact',
    button: 'Save',
    path: `/cases/${of.id}/first-contact`,
    back: `/people/${of.person.id}/ways`,
    fields,
  })
}

export function noAnswerView(shown: OfCase, form: Form): Shown {
  const { of } = shown
  const fields = html`${textInput({ name: 'ask', label: 'Whom may we ask?', dir: 'auto' }, form)}
${textInput({ name: 'look', label: 'Where may we look?', dir: 'auto' }, form)}
${textInput({ name: 'policeAfterHours', label: 'After how many hours do we tell the police?', width: 3, inputmode: 'numeric' }, form)}
${textInput({ name: 'say', label: 'What may we say?', dir: 'auto' }, form)}`
  return formOf(shown, form, {
    title: 'What we agreed to do if you do not answer',
    button: 'Save',
    path: `/cases/${of.id}/no-answer`,
    back: `/people/${of.person.id}/ways`,
    before: html`<p class="govuk-body">Agree this with the person, before it is needed.</p>`,
    fields,
  })
}

/** Where a refused "use" comes back to, and what the address says when it is opened by itself. */
export function useView(shown: OfCase, form: Form, path: string): Shown {
  const fields = radios(
    {
      name: 'because',
      label: 'Why use it now?',
      items: named({ checkQuestion: 'I will ask the check question first', lifeAtRisk: 'A life is at risk' }),
    },
    form,
  )
  return formOf(shown, form, {
    title: 'Use a way whose check is old',
    button: 'Use it',
    path,
    back: `/people/${shown.of.person.id}/ways`,
    fields,
  })
}
