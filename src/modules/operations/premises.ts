import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { houseKey } from '../people/index.ts'
import { Premises } from './forms.ts'
import { canPlanVisits } from './policy.ts'

/** A place, once: the same postcode and number is the same row, and hazards seen at any visit stay with it. */
export const recordPremises = command({
  name: 'premises.recorded',
  path: '/premises',
  summary: 'Record a place to visit, or add hazards to one that is known',
  input: Premises,
  output: z.object({ premises: z.object({ id: z.uuid(), known: z.boolean() }) }),
  may: canPlanVisits,
  async run({ tx, actor, at, keys, happened }, _, { kind, hazards = [], ...told }) {
    const address = houseKey({ text: told.address, postcode: told.postcode })
    const hash = address === undefined ? null : keys.file.lookupHash('address', address)
    const known =
      hash &&
      (await tx.first(
        build
          .selectFrom('operations.premises')
          .select(['id', 'hazards', 'sealed'])
          .where('address_hash', '=', hash)
          .where('hub', '=', actor.hub)
          .forUpdate(),
      ))
    if (known) {
      const all = [...new Set([...known.hazards, ...hazards])]
      const key = await keys.of(tx, 'other', known.id)
      const kept = key.open<typeof told>('operations.premises.sealed', known.id, known.sealed)
      const sealed = key.seal('operations.premises.sealed', known.id, {
        ...kept,
        hazardNote: withNote(kept.hazardNote, told.hazardNote),
      })
      await tx.run(
        build.updateTable('operations.premises').set({ hazards: all, sealed }).where('id', '=', known.id),
      )
      await happened({ subject: ['operations.premises', known.id], detail: { known: true } })
      return { premises: { id: known.id, known: true } }
    }
    const id = newId()
    const key = await keys.make(tx, 'other', id)
    await tx.run(
      build.insertInto('operations.premises').values({
        id,
        hub: actor.hub,
        kind,
        hazards: [...new Set(hazards)],
        address_hash: hash,
        sealed: key.seal('operations.premises.sealed', id, told),
        made_by: actor.id,
        made_at: at,
      }),
    )
    await happened({ subject: ['operations.premises', id], detail: { kind } })
    return { premises: { id, known: false } }
  },
})

/** What was known of the hazards and what is typed now: whoever goes next needs both. */
const withNote = (kept: string | undefined, typed: string | undefined): string | undefined =>
  typed && !kept?.includes(typed) ? [kept, typed].filter(Boolean).join('\n') : kept
