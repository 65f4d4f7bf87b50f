import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export const canSeeFigures = (actor: Actor): boolean =>
  worksForHub(actor) || hasRole(actor, 'governance', 'publisher')
