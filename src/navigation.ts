import { hasRole, worksForHub, type Actor } from './kernel/session.ts'

/** The places a member may go to, for the head of each page. */
export function navigation(actor: Actor) {
  const hub = worksForHub(actor)
  return [
    ...(hub ? [{ text: 'Today', href: '/today' }] : []),
    ...(hub
      ? [
          { text: 'Referrals', href: '/referrals' },
          { text: 'Cases', href: '/cases' },
          { text: 'Visits', href: '/visits' },
          { text: 'Posts', href: '/posts' },
          { text: 'Language help', href: '/language-help' },
          { text: 'Safety check', href: '/safety-check' },
        ]
      : []),
    ...(hub || hasRole(actor, 'referrer', 'partner', 'investigator')
      ? [
          { text: 'Refer someone', href: '/refer' },
          { text: 'Sent', href: '/sent-referrals' },
        ]
      : []),
    ...(hasRole(actor, 'manager') ? [{ text: 'Drop folder', href: '/drop-folder' }] : []),
    ...(hasRole(actor, 'manager', 'investigator') ? [{ text: 'Notices', href: '/notices' }] : []),
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
