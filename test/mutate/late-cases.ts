import { agreement, made, memberId, openCase } from '../support/casework.ts'
import { manager, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'
import { after, never, once, type Late } from './late.ts'

const aCase = async (hub: World) => (await openCase(hub)).case.id

const anAction =
  (more: object = {}) =>
  async (hub: World) =>
    made(hub, ruta, `/api/cases/${await aCase(hub)}/actions`, { kind: 'phone', ...more }, 'action')

const anAgreement = (given: string) => async (hub: World) =>
  made(hub, ruta, `/api/cases/${await aCase(hub)}/agreements`, { ...agreement, given }, 'agreement')

const aLeave = async (hub: World) => {
  const away = { member: await memberId(hub, ruta), from: '2026-12-01', until: '2026-12-02' }
  return made(hub, manager, '/api/leave', away, 'leave')
}

const aLending = (hub: World) => made(hub, ruta, '/api/language-help', { kind: 'advice' }, 'lending')

const closed = 'This case is closed. Open a new case to add to it.'
const answered = 'Somebody has already recorded what came of this.'

const onOpenCases =
  `need.recorded action.promised contact.recorded agreement.recorded firstContact.planned noAnswer.agreed
  capacity.recorded document.recorded handover.written`.split(/\s+/)

export const lateCases: readonly Late[] = [
  ...onOpenCases.map((command) => after('case.closed', command, closed, aCase)),
  once('case.closed', closed, aCase),
  never('case.reopened', 'This case is open: there is nothing to open again.', aCase),
  once('action.ended', answered, anAction()),
  after('action.ended', 'action.checked', answered, anAction()),
  never('action.costApproved', 'This action has no cost to approve.', anAction(), manager),
  once(
    'action.costApproved',
    'Somebody has already approved this cost.',
    anAction({ cost: { pence: 6400 } }),
    manager,
  ),
  never(
    'agreement.withdrawn',
    'They did not say yes to this: there is nothing to withdraw.',
    anAgreement('no'),
  ),
  once('agreement.withdrawn', 'This was already withdrawn.', anAgreement('yes')),
  once('leave.withdrawn', 'This leave was already taken back.', aLeave, manager),
  once('lending.withdrawn', 'This was already taken back.', aLending),
]
