import { hasRole, type Actor } from '../../kernel/session.ts'

export interface NoticeRow {
  id: string
  received_at: Date
  recorded_at: Date | null
}

/** Police investigators, and managers of the hub. */
export const canKeepNotices = (actor: Actor): boolean => hasRole(actor, 'investigator', 'manager')

export const canNameSpoc = (actor: Actor): boolean => hasRole(actor, 'manager')

export const isUnrecorded = (notice: NoticeRow) =>
  notice.recorded_at === null || 'Someone has already entered the crime reference of this notice.'
