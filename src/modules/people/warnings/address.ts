/** An address as people type it. */
export interface Address {
  text?: string
  town?: string
  postcode?: string
}

const plain = (typed: string) =>
  typed.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’'`]/g, '').toUpperCase()

const postcodes = /\b([A-Z]{1,2}\d[A-Z\d]?)[\s.-]*([\dOI][A-Z]{2})\b/g

// A part of a house, which says nothing of where the house is: "Flat 2", "room B", "1st floor".
const partOfHouse =
  /\b(?:FLAT|FLT|APARTMENT|APT|UNIT|ROOM|RM|SUITE|STUDIO|BEDSIT|CARAVAN|PITCH|PLOT|FLOOR|LEVEL)\b[\s.#]*(\d+[A-Z]?\b|[A-Z]\b)?|\b(?:\d+(?:ST|ND|RD|TH)|GROUND|TOP|FIRST|SECOND|THIRD)\s+(?:FLOOR|FLR)\b/g

const streetTypes = new Set(
  (
    'STREET STR ST ROAD RD LANE LN AVENUE AVE AV DRIVE DRV DR CLOSE CL CLS COURT CT CRT WAY PLACE PL TERRACE TER TCE CRESCENT CRES CRS GARDENS GARDEN GDNS ' +
    'GROVE GRV HILL SQUARE SQ ROW PARK PK WALK WLK MEWS MS PARADE PDE VIEW RISE GREEN GRN YARD WHARF QUAY'
  ).split(' '),
)

/** A word as it sounds, roughly, to somebody who has not seen it written: the first letter and the consonants, those that
 *  sound alike made one, doubled ones once, an ending -s left out. Mill, Myll and Mil are ML. A word with a figure is itself. */
export function sound(word: string): string {
  if (/\d/.test(word)) return word
  const spoken = word
    .replace(/[^A-Z]/g, '')
    .replace(/(?<=...)S$/, '')
    .replace(/^(?:KN|GN|PN)/, 'N')
    .replace(/^WR/, 'R')
    .replace(/(?!^)GH/g, '')
    .replace(/PH/g, 'F')
    .replace(/[CS]H/g, '1')
    .replace(/CK|Q/g, 'K')
    .replace(/C(?=[EIY])/g, 'S')
    .replace(/C/g, 'K')
    .replace(/DG|G(?=[EIY])/g, 'J')
    .replace(/X/g, 'KS')
    .replace(/Z/g, 'S')
    .replace(/W/g, 'V')
    .replace(/Y/g, 'I')
    .replace(/^[AEIOU]/, '0')
  return spoken.replace(/(?!^)[AEIOUH]/g, '').replace(/(.)\1+/g, '$1')
}

/** Whether a line names a kind of street: "not after 3 on Tuesdays" is no address. */
export const namesStreet = (text: string): boolean => words(plain(text)).some((word) => streetTypes.has(word))

const words = (text: string) => text.split(/[^A-Z\d]+/).filter((word) => word !== '' && word !== 'THE')
const soundOf = (parts: string[]) => parts.map((word) => sound(word === 'ST' ? 'SAINT' : word)).join('.')

/** Every form in which an address is recognised again: postcode and first number; and street sound, number and town, for
 *  whoever has no postcode. Flats and rooms are left out: what is unsafe is the house. Out: none when it cannot be told
 *  which house it is. */
export function addressKeys({ text = '', town = '', postcode = '' }: Address): string[] {
  const typed = plain(text)
  const found = [...`${typed} ${plain(postcode).replace(/\s/g, '')}`.matchAll(postcodes)].at(-1)
  const house = typed.replace(postcodes, ' , ').replace(partOfHouse, ' , ')
  const number = firstNumber(house)
  const keys = streetKeys(house, number, plain(town))
  if (found) {
    const [, outward, inward] = found
    keys.push(
      `postcode ${outward}${inFigures(inward)} ${number ?? firstNumber(typed.replace(postcodes, ' ')) ?? ''}`.trim(),
    )
  }
  return [...new Set(keys)]
}

/** Postcode and number of the house with its letter: one address however it is written, and 7b is not 7. Flats and rooms are
 *  left out. Undefined without both: a street without a postcode is many places, and a flat without its house is any. */
export function houseKey({ text = '', postcode = '' }: Address): string | undefined {
  const typed = plain(text)
  const found = [...`${typed} ${plain(postcode).replace(/\s/g, '')}`.matchAll(postcodes)].at(-1)
  const house = typed.replace(postcodes, ' , ').replace(partOfHouse, ' , ')
  const number = /\b0*(\d+[A-Z]?)\b/.exec(house)?.[1]
  return found && number ? `${found[1]}${inFigures(found[2])} ${number}` : undefined
}

const inFigures = (inward = '') => inward.replace(/^O/, '0').replace(/^I/, '1')

/** "14" of 14, 14a, 014 and 14-16; not the number of "2nd Avenue". */
const firstNumber = (house: string) => /\b0*(\d+)[A-Z]?\b/.exec(house)?.[1]

function streetKeys(house: string, number: string | undefined, town: string): string[] {
  if (number === undefined) return []
  const parts = house
    .split(/[,;\n]+/)
    .map(words)
    .filter((part) => part.length > 0)
  const at = parts.findIndex((part) => part.some(isNumber))
  const here = parts[at] ?? []
  const own = here.slice(here.findIndex(isNumber) + 1).filter((word, i) => !(i === 0 && isNumber(word)))
  const [line, ...after] = own.length > 0 ? [own, ...parts.slice(at + 1)] : parts.slice(at + 1)
  if (!line) return []
  return splits(line, after.length > 0 || town !== '')
    .flatMap(([street, rest]) =>
      [rest, ...after, words(town)]
        .filter((place) => place.length > 0)
        .map((place) => [street, place] as const),
    )
    .map(([street, place]) => `street ${soundOf(street)} ${number} ${soundOf(place)}`)
}

const isNumber = (word: string) => /^\d+[A-Z]?$/.test(word)

/** Where the street ends in a line and the town begins. The kind of street is left out: it is the first thing misheard. */
function splits(line: string[], townIsKnown: boolean): [street: string[], rest: string[]][] {
  const type = line.findIndex((word, i) => i > 0 && streetTypes.has(word))
  if (type > 0) {
    let end = type
    while (streetTypes.has(line[end] ?? '')) end++
    // Church Hill Road is CHURCH to who writes the kind, and CHURCH HILL to who spells it Hyll: both are kept.
    return [...new Set([type, end - 1])].map((name) => [line.slice(0, name), line.slice(end)])
  }
  if (townIsKnown || line.length < 2) return [[line, []]]
  return [[line.slice(0, -1), line.slice(-1)]]
}
