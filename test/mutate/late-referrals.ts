import { made, refer } from '../support/casework.ts'
import { noticeEntered, rowSetAside } from '../support/force-file.ts'
import { manager, officer, ruta } from '../support/members.ts'
import { met, planned } from '../support/visits.ts'
import type { World } from '../support/world.ts'
import { after, never, once, type Late } from './late.ts'

const aReferral = async (hub: World) => (await refer(hub)).id

const anAsked = async (hub: World) => {
  const id = await aReferral(hub)
  await made(hub, ruta, `/api/referrals/${id}/questions`, { question: 'Which bank?' }, 'referral')
  return id
}

const aLine =
  (answer: string) =>
  async (hub: World): Promise<string> => {
    const visit = await planned(hub)
    const [line] = await met(hub, visit.id, [{ called: 'Jonas', answer }])
    return line as string
  }

const aVisit =
  (more: object = {}) =>
  async (hub: World) =>
    (await planned(hub, more)).id

const alone = { on: '2026-11-23', at: '16:00', alone: { backBy: '17:30', ring: '07700 900555' } }
const refused = 'Someone has already decided this referral: it was refused.'
const dealtWith = 'Someone has already dealt with this row.'
const referred = 'This line has already become a referral.'

export const lateReferrals: readonly Late[] = [
  once('referral.refused', refused, aReferral),
  after('referral.refused', 'case.opened', refused, aReferral),
  after('referral.refused', 'referral.moreAsked', refused, aReferral),
  once('referral.moreAsked', 'A question is already waiting for its answer.', aReferral),
  once('referral.answered', 'No question is waiting for an answer.', anAsked, officer),
  after('dropRow.discarded', 'dropRow.typedAgain', dealtWith, rowSetAside, manager),
  once('dropRow.discarded', dealtWith, rowSetAside, manager),
  once(
    'notice.crimeRecorded',
    'Someone has already entered the crime reference of this notice.',
    noticeEntered,
    manager,
  ),
]

export const lateVisits: readonly Late[] = [
  after('encounter.referred', 'encounter.returnedTo', referred, aLine('yes')),
  once('encounter.referred', referred, aLine('yes')),
  never('encounter.referred', 'Only somebody who said yes is referred from here.', aLine('no')),
  once('visit.back', 'Somebody has already said they are back.', aVisit(alone)),
  never('visit.back', 'Nobody is on this visit alone.', aVisit()),
]
