import { hasRole, worksForHub, type Actor } from './kernel/session.ts'
import type { NavigationItem } from './web/layout.ts'

/** The places a member may go to, for the head of each page. What belongs to another place is reached from there: thirteen
 *  entries went over two lines on a screen of 1280 pixels, and nobody found the fourteenth. */
export function navigation(actor: Actor): Omit<NavigationItem, 'current'>[] {
  const hub = worksForHub(actor)
  return [
    ...(hub
      ? [
          { text: 'Today', href: '/today' },
          { text: 'Referrals', href: '/referrals', under: ['/sent-referrals', '/drop-folder', '/notices'] },
          { text: 'Cases', href: '/cases', under: ['/people', '/references'] },
          { text: 'Visits', href: '/visits' },
          { text: 'Posts', href: '/posts', under: ['/language-help'] },
          { text: 'Safety check', href: '/safety-check' },
        ]
      : []),
    ...(hub || hasRole(actor, 'referrer', 'partner', 'investigator')
      ? [{ text: 'Refer someone', href: '/refer' }]
      : []),
    ...(!hub && hasRole(actor, 'referrer', 'partner', 'investigator')
      ? [{ text: 'Sent', href: '/sent-referrals' }]
      : []),
    ...(!hub && hasRole(actor, 'manager', 'investigator') ? [{ text: 'Notices', href: '/notices' }] : []),
    ...(hub || hasRole(actor, 'governance', 'publisher') ? [{ text: 'Figures', href: '/figures' }] : []),
    { text: 'On call', href: '/on-call' },
    ...(hasRole(actor, 'guardian') ? [{ text: 'Alerts', href: '/alerts' }] : []),
    ...(hasRole(actor, 'administrator')
      ? [
          { text: 'Members', href: '/members' },
          { text: 'Jobs', href: '/jobs' },
        ]
      : []),
    ...(actor.demo && hasRole(actor, 'administrator')
      ? [{ text: 'Form messages', href: '/form-messages' }]
      : []),
  ]
}
