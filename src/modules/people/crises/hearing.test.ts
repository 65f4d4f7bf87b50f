import { describe, expect, test } from 'vitest'
import { world } from '../../../../test/support/world.ts'
import { saysAny } from './words.ts'

const hub = await world()
const rows = await hub.owner<{ language: string; phrase: string }>(
  'select language, phrase from people.crisis_word',
)
const phrases = rows.map(({ phrase }) => phrase)
const heard = (text: string) => saysAny(phrases, [text])

test('there are words in each language, each with a date, and none is said to be checked before it is', async () => {
  expect([...new Set(rows.map(({ language }) => language))].toSorted()).toEqual([
    'eng',
    'lav',
    'lit',
    'pol',
    'ron',
    'rus',
  ])
  expect(
    await hub.owner('select from people.crisis_word where checked_by is not null or from_on is null'),
  ).toEqual([])
})

test('each phrase is heard in the middle of a sentence, shouted, and without its marks', () => {
  for (const phrase of phrases) {
    const said = phrase.replaceAll('*', '')
    for (const form of [
      said,
      said.toUpperCase(),
      said.normalize('NFKD').replace(/\p{M}/gu, ''),
      said.replaceAll(' ', '\n  '),
    ]) {
      expect(heard(`… “${form}”, and then`), form).toBe(true)
    }
  }
})

describe('what people write', () => {
  test.each([
    'He says he has nothing left to live for.',
    'She doesn’t want to live like this, she said',
    'He doesnt want to wake up',
    'I WANT TO DIE',
    'suicidal since Tuesday',
    'She had an overdose in June',
    'He overdosed',
    'cut her wrists',
    'He has cut his wrist before',
    'They cut their wrists',
    'Life is not worth living',
    'Life isn’t worth living',
    'His brother jumped off a bridge',
    'She has self-harmed before',
    'Jis bandė nusižudyti praeitą savaitę',
    'Nebenoriu gyventi',
    'nebenoriu gyventi.',
    'mintys apie savizudybe',
    'Vreau să mor',
    'vreau sa mor',
    's-a gândit la sinucidere',
    'Я не хочу жить',
    'покончить с собой',
    'пытался повеситься',
    'Nie chcę żyć',
    'chciał się zabić',
    'próbowała popełnić samobójstwo',
    'Negribu dzīvot',
    'runāja par pašnāvību',
  ])('%s', (text) => expect(heard(text)).toBe(true))
})

describe('false friends', () => {
  test.each([
    '',
    'The man who brought him was killed in an accident',
    'He died last year',
    'She is dying to see her children',
    'Cut his hair; hung his coat on the door',
    'He cut himself shaving', // English past tense is the same word: only "cutting" and "cuts" are on the list
    'Wants to live near his sister',
    'He has nothing to wear',
    'Self employed, he says',
    'jam reikia pasikartoti vairavimo taisykles', // to repeat, not to hang oneself
    'žudynės filme', // killings in a film
    'Kartu gyventi nori', // wants to live together
    'martor la un omor', // witness of a murder
    'moara din sat', // the mill in the village
    'сегодня пришла повестка в суд', // a summons
    'повесил куртку', // hung up a jacket
    'убил время', // killed time
    'zabić czas', // to kill time
    'samobójczy gol w meczu', // an own goal
    'Nenori mirti, sako', // does not want to die
    'Negrib mirt', // the same
    'grib dzīvot Rīgā', // wants to live in Riga
    'nogalināts laiks', // killed time
  ])('%s', (text) => expect(heard(text)).toBe(false))
})
