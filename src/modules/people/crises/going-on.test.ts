import { describe, expect, test } from 'vitest'
import { openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { crises, said } from '../../../../test/support/crises.ts'
import { manager, officer, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const { crisesOf, list } = crises(hub)

describe('an open crisis', () => {
  test('that came by a referral goes on with its case: called by it, and leading back to it', async () => {
    const of = await openCase(hub, {}, { account: said })
    const [crisis] = await crisesOf(of.personId)
    expect(await list()).toContainEqual(
      expect.objectContaining({
        id: crisis?.id,
        reference: of.case.reference,
        cameBy: { what: 'case', id: of.case.id },
      }),
    )
    expect((await hub.as(ruta).page(`/cases/${of.case.id}/plan`)).text).toContain(
      `href="/crises/${crisis?.id}"`,
    )
  })

  test('is on the page of the referral for the hub, and not for who sent it', async () => {
    const { id } = await refer(hub, {}, { account: said })
    const [crisis] = await crisesOf(await personOf(hub, id))
    expect((await hub.as(manager).page(`/referrals/${id}`)).text).toContain(`href="/crises/${crisis?.id}"`)
    expect((await hub.as(officer).page(`/referrals/${id}`)).text).not.toContain('/crises/')
  })
})
