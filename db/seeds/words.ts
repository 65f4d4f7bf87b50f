/** What the hub's workers wrote, said of nobody: invented, and without a word that would open a crisis. */

export const firstWords = [
  'First conversation. Did not know that what happened is a crime. Explained what the hub does and does not do.',
  'Met for the first time. Slept badly, wants to know who will hear of this. Explained who does and who does not.',
  'First conversation, short. Somebody was waiting outside. Agreed a better time.',
  'Met with the referrer and then alone. Told their rights before any other question.',
]
export const laterWords = [
  'Eating and sleeping better. Asked about classes.',
  'Went through the plan together. Two things done, one waits for the provider.',
  'Worried about family at home. Talked about what may be said to them and what not.',
  'Rang about the appointment. Knows the way and who will be there.',
  'Talked about work. Wants to earn and is afraid of owing again.',
  'The room is quiet and the door locks. Asked for warmer clothes.',
  'Had a letter and did not understand it. Read it together.',
]
export const nextWords = [
  'Ring after 6 pm on Thursday',
  'Take to the appointment',
  'Ask the provider for a day',
  'Bring the form and read it together',
]
export const missedWords = [
  'Rang twice, no answer.',
  'Went to the agreed place, nobody came.',
  'Line is dead.',
]

export const afterwards = [
  'Works three days a week and has kept the room.',
  'Still goes to classes. Knows whom to ring.',
  'Well. Has moved and has told the council the new address.',
  'At home with family. Has found work nearby.',
]

/** What people said of the help, in their own language. */
export const verdicts: Record<string, string[]> = {
  eng: [
    'Somebody asked me first and then did what they said.',
    'I can lock my own door now.',
    'You rang when you said you would. Nobody did that before.',
    'It took long. But nobody shouted at me.',
  ],
  lit: ['Dabar žinau, kad tai nebuvo mano kaltė.', 'Pirmą kartą kas nors kalbėjo su manimi lietuviškai.'],
  ron: ['Acum știu că nu a fost vina mea.'],
  pol: ['Teraz wiem, że to nie była moja wina.'],
  sqi: ['Tani e di që nuk ishte faji im.'],
  vie: ['Bây giờ tôi biết đó không phải lỗi của tôi.'],
  bul: ['Сега знам, че вината не беше моя.'],
  por: ['Agora sei que a culpa não foi minha.'],
  lav: ['Tagad zinu, ka tā nebija mana vaina.'],
  ara: ['أعرف الآن أن الذنب لم يكن ذنبي.'],
}

export const refusals: [reason: string, sentence: string][] = [
  [
    'notModernSlavery',
    'This sounds like a dispute about rent. The council’s housing advice can help: ring them first.',
  ],
  ['otherArea', 'They live in the next county now. We have rung their hub and they expect your call.'],
  ['alreadySupported', 'Another provider supports them already. We have told them what you saw.'],
  ['personSaidNo', 'They chose not to. Please give them the card: they can ring us at any time.'],
  ['cannotReach', 'Nobody knows a safe way to reach them yet. Tell us at once when you see them again.'],
  ['duplicate', 'A colleague of yours sent the same on the same day. We go on with that one.'],
]

export const providers: Partial<Record<string, string>> = {
  housing: 'City council, housing options',
  safeHouse: 'Refuge, by the national line',
  doctor: 'The surgery by the market',
  legalAdvice: 'Aldermere Law Centre',
  bankContacted: 'The bank’s safeguarding line',
  accountOpened: 'The bank in the High Street',
  classes: 'Adult education college',
  foodVoucher: 'Food bank, St Anne’s',
  clothes: 'Harbour Light',
  documentReplaced: 'The consulate, after legal advice',
  jobHelp: 'Work club at the library',
  children: 'The school’s safeguarding lead',
}
