import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { aboutCase, findCase, made, notLater, rowOf } from '../case-row.ts'
import { Agreement, Contact, FollowUp } from '../forms.ts'
import { canActOnCase, isOpenCase } from '../policy.ts'

export const recordContact = command({
  name: 'contact.recorded',
  path: '/cases/:id/contacts',
  summary: 'Record a conversation or an attempt',
  input: Contact,
  output: made('contact'),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(
    { tx, actor, at, keys, happened },
    of,
    { channel, at: when, language, bridge, reached, ...said },
  ) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.contact').values({
        ...row,
        channel,
        language,
        bridge,
        reached,
        at: notLater(when, at),
        made_by: actor.id,
        sealed: key.seal('cases.contact.sealed', row.id, said),
      }),
    )
    await happened({
      subject: ['cases.contact', row.id],
      ...aboutCase(of, of.id),
      detail: { channel, reached },
    })
    return { contact: { id: row.id } }
  },
})

export const recordAgreement = command({
  name: 'agreement.recorded',
  path: '/cases/:id/agreements',
  summary: 'Record what the person agreed to, for one purpose',
  input: Agreement,
  output: made('agreement'),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    agreement_list_purpose_fkey: { field: 'purpose', message: 'Choose what was asked from the list' },
  },
  async run({ tx, actor, at, keys, happened }, of, { purpose, given, explainedIn, ...said }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.agreement').values({
        ...row,
        purpose,
        given,
        explained_in: explainedIn,
        at,
        made_by: actor.id,
        sealed: key.seal('cases.agreement.sealed', row.id, said),
      }),
    )
    await happened({
      subject: ['cases.agreement', row.id],
      ...aboutCase(of, of.id),
      detail: { purpose, given },
    })
    return { agreement: { id: row.id } }
  },
})

export const recordFollowUp = command({
  name: 'followup.recorded',
  path: '/cases/:id/followups',
  summary: 'Record how the person is after the case was closed',
  input: FollowUp,
  output: made('followup'),
  load: findCase,
  may: canActOnCase,
  async run({ tx, actor, at, keys, happened }, of, { at: when, summary }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.followup').values({
        ...row,
        at: notLater(when, at),
        made_by: actor.id,
        sealed: key.seal('cases.followup.sealed', row.id, { summary }),
      }),
    )
    await happened({ subject: ['cases.followup', row.id], ...aboutCase(of, of.id) })
    return { followup: { id: row.id } }
  },
})
