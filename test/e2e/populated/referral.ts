/** One of everything that is told of somebody. */
export const referral = {
  source: {
    door: 'officer',
    organisation: 'Aldermere Constabulary',
    name: 'PC Fairweather',
    contact: '101',
  },
  people: [
    {
      calledName: 'ኣበባ',
      names: [{ given: 'Jonas', family: 'Petrulis', kind: 'stated' }],
      birth: { ageMin: 30, ageMax: 40 },
      ageStatus: 'adult',
      nationalities: ['LT'],
      languages: [
        { code: 'lit', level: 'first' },
        { code: 'rus', level: 'fluent', refused: true },
      ],
      safeContact: [
        { channel: 'phone', value: '07700 900123', safe: 'yes', rules: 'After six' },
        { channel: 'text', value: '07700 900124', safe: 'no' },
        { channel: 'email', value: 'x@example.org', safe: 'unknown' },
      ],
    },
  ],
  account: 'محادثة قصيرة\nTwo lines.',
  immediate: { nowhereToSleep: true, wageAtRiskBy: '2026-12-01' },
  agreedToReferral: 'yes',
}
