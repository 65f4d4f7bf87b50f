/** Invented people: given and family names that are common where they come from, never of a real person. */
export interface Origin {
  country: string
  /** Of a hundred people: a third UK nationals, the rest as the published national tables run (2023 and 2024). */
  share: number
  first: string
  /** A second language many speak; not everybody says yes to it. */
  also?: string
  women: string[]
  men: string[]
  families: [woman: string, man: string][]
}

const same = (...names: string[]): [string, string][] => names.map((name) => [name, name])

export const origins: Origin[] = [
  {
    country: 'GB',
    share: 33,
    first: 'eng',
    women: ['Chloe', 'Paige', 'Shannon', 'Leanne', 'Jade', 'Ellie', 'Courtney', 'Megan', 'Aisha', 'Tegan'],
    men: [
      'Kyle',
      'Dean',
      'Jordan',
      'Callum',
      'Reece',
      'Tyler',
      'Mason',
      'Kieran',
      'Leon',
      'Jayden',
      'Ashley',
      'Tariq',
    ],
    families: same(
      'Hartwell',
      'Dunmore',
      'Askew',
      'Pinder',
      'Lockyer',
      'Thrale',
      'Gatward',
      'Oldacre',
      'Rushby',
      'Sallis',
    ),
  },
  {
    country: 'AL',
    share: 12,
    first: 'sqi',
    women: ['Drita', 'Elira', 'Mirela'],
    men: ['Arben', 'Ilir', 'Klejdi', 'Fatos', 'Ardit', 'Gentian'],
    families: same('Prendi', 'Lamaj', 'Zekthi', 'Dokaj', 'Bregasi'),
  },
  {
    country: 'VN',
    share: 10,
    first: 'vie',
    women: ['Hạnh', 'Linh', 'Thủy'],
    men: ['Đức', 'Quang', 'Tuấn', 'Minh', 'Hải'],
    families: same('Lưu', 'Đoàn', 'Khuất', 'Ngô'),
  },
  {
    country: 'ER',
    share: 8,
    first: 'tir',
    women: ['ሰላም', 'Feven', 'Luwam'],
    men: ['Filmon', 'Yonas', 'ሃብቶም', 'Merhawi'],
    families: same('Teklu', 'Ghirmay', 'Weldu', 'Habtay'),
  },
  {
    country: 'RO',
    share: 7,
    first: 'ron',
    women: ['Mădălina', 'Alina', 'Simona'],
    men: ['Florin', 'Costel', 'Ionuț', 'Sorin'],
    families: same('Bălănescu', 'Dragu', 'Tudose', 'Văcaru'),
  },
  {
    country: 'LT',
    share: 6,
    first: 'lit',
    also: 'rus',
    women: ['Aušra', 'Daiva', 'Rasa'],
    men: ['Jonas', 'Vytas', 'Mindaugas'],
    families: [
      ['Petraitienė', 'Petraitis'],
      ['Sakalienė', 'Sakalas'],
      ['Žukienė', 'Žukas'],
    ],
  },
  {
    country: 'SD',
    share: 5,
    first: 'ara',
    women: ['أمل', 'Hiba'],
    men: ['Osman', 'ياسر', 'Idris', 'Kamal'],
    families: same('Bakri', 'Tayeb', 'Nourain', 'Gasim'),
  },
  {
    country: 'PL',
    share: 4,
    first: 'pol',
    women: ['Agnieszka', 'Bożena'],
    men: ['Grzegorz', 'Łukasz', 'Zbigniew'],
    families: [
      ['Sowińska', 'Sowiński'],
      ['Wrona', 'Wrona'],
    ],
  },
  {
    country: 'BG',
    share: 4,
    first: 'bul',
    women: ['Десислава', 'Rositsa'],
    men: ['Plamen', 'Стоян'],
    families: [
      ['Draganova', 'Draganov'],
      ['Koleva', 'Kolev'],
    ],
  },
  {
    country: 'PT',
    share: 3,
    first: 'por',
    women: ['Fátima', 'Lídia'],
    men: ['Nélson', 'Rui', 'Hélder'],
    families: same('Teixo', 'Valadão', 'Ramalhal'),
  },
  {
    country: 'MD',
    share: 2,
    first: 'ron',
    also: 'rus',
    women: ['Lilia'],
    men: ['Veaceslav', 'Andrei'],
    families: same('Ciobotaru', 'Guțan'),
  },
  {
    country: 'LV',
    share: 2,
    first: 'lav',
    also: 'rus',
    women: ['Inese', 'Sanita'],
    men: ['Aivars', 'Guntis'],
    families: [
      ['Ozola', 'Ozols'],
      ['Krūmiņa', 'Krūmiņš'],
    ],
  },
  {
    country: 'IN',
    share: 2,
    first: 'pan',
    women: ['Harjit', 'Kuldip'],
    men: ['Gurmeet', 'Sukhdev'],
    families: same('Dhandha', 'Rauli'),
  },
  {
    country: 'NG',
    share: 2,
    first: 'eng',
    women: ['Blessing', 'Osas'],
    men: ['Efe'],
    families: same('Omoregbe', 'Aisien'),
  },
]
