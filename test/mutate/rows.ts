import { expect } from 'vitest'
import { made, memberId, openCase } from '../support/casework.ts'
import { manager, officer, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'
import { lates } from './when.ts'

/** Acts after which a row stands as no first act leaves it: ended, decided, taken back. */
const ending =
  `agreement.withdrawn exclusion.ended notice.crimeRecorded referral.refused person.restrictionLifted
  action.costApproved visit.back crisis.closed case.closed dropRow.discarded`.split(/\s+/)

/** Rows that have moved on. */
export async function moveOn(hub: World): Promise<void> {
  for (const late of lates.filter(({ command }) => ending.includes(command))) {
    const { id, mover } = await late.ready(hub)
    if (!mover) continue
    const path = `/api${mover.command.path.replace(':id', id)}`
    const { status, text } = await hub.as(mover.by).post(path, mover.body)
    expect(status, text).toBe(201)
  }
  // The last world that was arranged may have nobody on call.
  const turn = { from: { on: '2026-12-05', at: '18:00' }, until: { on: '2026-12-06', at: '9:00' } }
  const whose = { member: await memberId(hub, ruta), number: '01632 960001' }
  await made(hub, manager, '/api/on-call/turns', { ...whose, ...turn }, 'turn')
  const draft = await made(hub, officer, '/api/drafts', {}, 'draft')
  expect((await hub.as(officer).post(`/api/drafts/${draft}/end`, {})).status).toBe(201)
  const { case: ofHers } = await openCase(hub)
  const action = await made(hub, ruta, `/api/cases/${ofHers.id}/actions`, { kind: 'wageClaim' }, 'action')
  const list = {
    safeNow: 'yes',
    othersThere: 'no',
    familyAtRisk: 'no',
    policeOperation: 'no',
    decidedBy: 'person',
  }
  await made(hub, ruta, `/api/actions/${action}/check`, { ...list, decision: 'wait' }, 'action')
}
