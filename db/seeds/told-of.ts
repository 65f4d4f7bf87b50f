// Written out because it is data: what was told, by kind of exploitation, with the signs and what the hub did.
import type { AgeStatus, Exploitation, Gender } from './published.ts'

/** An invented account with the signs that belong to it and what the hub is likely to do. */
export interface Telling {
  of: Exploitation
  account: string
  signs: string[]
  need: string
  goal: string
  actions: string[]
  /** Whom it is told of; everybody when not said. */
  whom?: { ages?: AgeStatus[]; gender?: Gender; home?: 'GB' | 'other' }
}

const adults: AgeStatus[] = ['adult']
const young: AgeStatus[] = ['child', 'unsure']

const told: Record<Exploitation, Omit<Telling, 'of'>[]> = {
  criminal: [
    {
      account:
        'Stopped at the station with packages that were not theirs. Owes money to older people for a bag that was taken, and it grows every week.',
      signs: ['debtBondage', 'intimidation'],
      need: 'safety',
      goal: 'Not owe them anything',
      actions: ['listened', 'liaised', 'legalAdvice'],
      whom: { ages: young, home: 'GB' },
    },
    {
      account:
        'Missing from home for three days and found in a flat in another town with two phones and a train ticket bought by somebody else.',
      signs: ['restrictionOfMovement', 'intimidation'],
      need: 'safety',
      goal: 'Go to school without being waited for',
      actions: ['listened', 'liaised', 'children'],
      whom: { ages: young, home: 'GB' },
    },
    {
      account:
        'Two people moved into the flat and sell from it. The tenant sleeps in the kitchen and does the shopping for them.',
      signs: ['abuseOfVulnerability', 'intimidation'],
      need: 'safePlace',
      goal: 'Have my own front door again',
      actions: ['housing', 'liaised', 'advised'],
      whom: { ages: adults, home: 'GB' },
    },
    {
      account:
        'Made to drive to other towns and hand over parcels for a debt that is never paid. Afraid of what happens at home if it stops.',
      signs: ['debtBondage', 'intimidation'],
      need: 'safety',
      goal: 'Know that my mother is left alone',
      actions: ['listened', 'housing', 'legalAdvice'],
      whom: { home: 'GB' },
    },
    {
      account:
        'Found in a house full of plants with boarded windows. The door was locked from outside and the journey has to be paid for.',
      signs: ['debtBondage', 'restrictionOfMovement'],
      need: 'legal',
      goal: 'Somebody who explains what happens next',
      actions: ['rightsTold', 'legalAdvice', 'clothes'],
      whom: { home: 'other' },
    },
    {
      account:
        'Sent out to steal from shops and has to hand everything over in a car park. Papers are kept by the man who drives.',
      signs: ['retentionOfDocuments', 'intimidation'],
      need: 'documents',
      goal: 'My own passport',
      actions: ['rightsTold', 'documentReplaced', 'legalAdvice'],
      whom: { home: 'other' },
    },
  ],
  labourAndCriminal: [
    {
      account:
        'Works in a shop by day without pay and has to carry boxes at night, never told what is in them. Sleeps behind the counter.',
      signs: ['withholdingOfWages', 'abusiveConditions'],
      need: 'work',
      goal: 'Work that is paid',
      actions: ['rightsTold', 'jobHelp', 'wageClaim'],
    },
    {
      account:
        'Promised building work. The wage went on rent for a mattress, and every evening there was a locked unit to guard.',
      signs: ['deception', 'withholdingOfWages', 'intimidation'],
      need: 'safePlace',
      goal: 'A room where nobody counts who comes and goes',
      actions: ['advised', 'foodVoucher', 'legalAdvice'],
    },
  ],
  labour: [
    {
      account:
        'Packs vegetables twelve hours a day. The passport and the bank card are kept by the man who brought them.',
      signs: ['withholdingOfWages', 'excessiveOvertime', 'retentionOfDocuments'],
      need: 'money',
      goal: 'Have my own wage in my own hand',
      actions: ['bankContacted', 'accountOpened', 'documentReplaced'],
      whom: { ages: adults },
    },
    {
      account:
        'Washes cars seven days a week and is given a little cash. Sleeps with five others on shared mattresses; there is no hot water.',
      signs: ['abusiveConditions', 'excessiveOvertime', 'withholdingOfWages'],
      need: 'safePlace',
      goal: 'Somewhere warm to sleep',
      actions: ['foodVoucher', 'wageClaim', 'clothes'],
    },
    {
      account:
        'A friend bought the ticket and now asks for work until it is paid. The debt grows every week, and every step outside has to be told.',
      signs: ['debtBondage', 'restrictionOfMovement'],
      need: 'money',
      goal: 'Know what I really owe, and to whom',
      actions: ['advised', 'wageClaim', 'classes'],
    },
  ],
  sexual: [
    {
      account:
        'Promised hotel work. On arrival the phone was taken and men were brought to the flat. The flat changes every few weeks.',
      signs: ['deception', 'physicalViolence', 'restrictionOfMovement'],
      need: 'safePlace',
      goal: 'A door that locks from the inside',
      actions: ['safeHouse', 'doctor', 'legalAdvice'],
      whom: { ages: adults },
    },
    {
      account:
        'An older boyfriend gives presents and asks for visits to his friends in return. He waits outside school and reads every message.',
      signs: ['isolation', 'physicalViolence'],
      need: 'safety',
      goal: 'That he stops waiting for me',
      actions: ['listened', 'doctor', 'liaised'],
      whom: { ages: young },
    },
    {
      account:
        'Somebody who called himself a friend arranged for others to come to the room, and kept the money.',
      signs: ['abuseOfVulnerability', 'physicalViolence'],
      need: 'health',
      goal: 'See a doctor who is a woman',
      actions: ['doctor', 'listened', 'housing'],
    },
  ],
  domestic: [
    {
      account:
        'Cooks, cleans and looks after three children in a private house, unpaid, and is not let out alone. The family has the passport.',
      signs: ['isolation', 'withholdingOfWages', 'retentionOfDocuments'],
      need: 'documents',
      goal: 'My passport, and to ring my mother',
      actions: ['documentReplaced', 'legalAdvice', 'classes'],
    },
    {
      account:
        'Came to live with relatives and go to school. Does all the work of the house instead and sleeps in the laundry room.',
      signs: ['deception', 'isolation'],
      need: 'learning',
      goal: 'Go to classes',
      actions: ['listened', 'liaised', 'classes'],
    },
  ],
  notSpecified: [
    {
      account:
        'Would not say what happened. Looked at the driver before each answer and did not know the address.',
      signs: ['restrictionOfMovement'],
      need: 'beingHeard',
      goal: 'Talk when nobody waits outside',
      actions: ['listened', 'rightsTold'],
    },
    {
      account:
        'Asked a nurse for help and left when a relative came in. Bruises on both arms. No papers, no phone.',
      signs: ['intimidation', 'isolation'],
      need: 'health',
      goal: 'Be asked on my own',
      actions: ['doctor', 'listened', 'signposted'],
    },
  ],
}

/** In the order above, because people are dealt out by it. */
export const tellings: Telling[] = Object.entries(told).flatMap(([of, tellings]) =>
  tellings.map((telling) => ({ of: of as Exploitation, ...telling })),
)
