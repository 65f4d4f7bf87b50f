import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { aboutCase, findCase, made, rowOf } from '../case-row.ts'
import { canActOnCase, isOpenCase } from '../policy.ts'
import { Document, DocumentPlace } from './forms.ts'

/** What is sealed of a document. */
export interface DocumentSealed {
  number?: string
  where?: string
  recoveredBy?: string
}

export const recordDocument = command({
  name: 'document.recorded',
  path: '/cases/:id/documents',
  summary: 'Record a paper, card or phone and where it is now',
  input: Document,
  output: made('document'),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: { document_list_kind_fkey: { field: 'kind', message: 'Choose what it is from the list' } },
  async run({ tx, actor, at, keys, happened }, of, { kind, place, recoveredOn, ...said }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const sealed = key.seal('cases.document.sealed', row.id, said)
    await tx.run(
      build
        .insertInto('cases.document')
        .values({ ...row, kind, place, recovered_on: recoveredOn, at, made_by: actor.id, sealed }),
    )
    await happened({ subject: ['cases.document', row.id], ...aboutCase(of, of.id), detail: { kind, place } })
    return { document: { id: row.id } }
  },
})

const findDocument = ({ tx }: CommandContext, { id }: Params) =>
  tx.first(
    build
      .selectFrom('cases.document')
      .select([
        'id',
        'case_id',
        'person_id',
        'open_hub',
        'kind',
        'place',
        'recovered_on',
        'version',
        'sealed',
      ])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const moveDocument = command({
  name: 'document.moved',
  path: '/documents/:id/place',
  summary: 'Say where a recovered document is now',
  input: DocumentPlace,
  output: z.object({ document: z.object({ id: z.uuid() }), case: z.object({ id: z.uuid() }) }),
  load: findDocument,
  may: canActOnCase,
  async run({ tx, keys, happened }, document, { place, where, recoveredOn, recoveredBy, version }) {
    if (version !== document.version)
      throw new Conflict('Somebody has said where it is since you opened this page. Open it again.')
    const key = await keys.of(tx, 'person', document.person_id)
    const before = key.open<DocumentSealed>('cases.document.sealed', document.id, document.sealed)
    const sealed = key.seal('cases.document.sealed', document.id, {
      ...before,
      where,
      recoveredBy: recoveredBy ?? before.recoveredBy,
    })
    await tx.run(
      build
        .updateTable('cases.document')
        .set({ place, recovered_on: recoveredOn ?? document.recovered_on, version: version + 1, sealed })
        .where('id', '=', document.id),
    )
    await happened({
      subject: ['cases.document', document.id],
      ...aboutCase(document, document.case_id),
      detail: { kind: document.kind, from: document.place, place },
    })
    return { document: { id: document.id }, case: { id: document.case_id } }
  },
})
