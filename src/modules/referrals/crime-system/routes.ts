import { page } from '../../../web/page.ts'
import { referralForCrimeSystem } from './queries.ts'
import { crimeSystemView } from './views.ts'

export const crimeSystemPages = [
  page({
    path: '/referrals/:id/crime-system-copy',
    load: (context, params) => context.ask(referralForCrimeSystem, params, {}),
    view: crimeSystemView,
  }),
]
