import { describe, expect, test } from 'vitest'
import { rankPosts } from './matching.ts'
import type { Asked, Holder, PersonSpeaks, Post } from './offering.ts'
import { daysInWords } from './sentences.ts'

const names: Record<string, string> = { lit: 'Lithuanian', ron: 'Romanian', rus: 'Russian', tir: 'Tigrinya' }
const holder = (more: Partial<Holder>): Holder => ({
  memberId: more.name ?? '',
  name: '',
  weekdays: [1],
  speaks: [],
  ...more,
})
const ruta = holder({
  name: 'Rūta Vaitkutė',
  gender: 'woman',
  weekdays: [1, 2, 3],
  speaks: [
    { code: 'lit', level: 'first' },
    { code: 'rus', level: 'fluent' },
  ],
})
const ioana = holder({
  name: 'Ioana Marinescu',
  gender: 'woman',
  weekdays: [4, 5],
  speaks: [
    { code: 'ron', level: 'first' },
    { code: 'rus', level: 'fluent' },
  ],
})
const shared: Post = { id: 1, name: 'Shared post', open: 11, capacity: 15, holders: [ruta, ioana] }
const speaks = (code: string, more: Partial<PersonSpeaks> = {}): PersonSpeaks => ({
  code,
  level: 'first',
  agreed: null,
  refused: false,
  ...more,
})

const first = (posts: Post[], person: PersonSpeaks[], more: Partial<Asked> = {}) =>
  rankPosts(posts, {
    person,
    gender: 'man',
    excluded: new Set(),
    wish: { by: [null] },
    weight: 1,
    today: 4,
    languageName: (code) => names[code] ?? code,
    ...more,
  })[0]

describe('the choice in plain words', () => {
  test('to the hub and to the person, of somebody who did not want Russian', () => {
    const item = first([shared], [speaks('lit'), speaks('rus', { level: 'fluent', refused: true })])
    expect(item?.sentence).toBe(
      'Rūta speaks Lithuanian, as he does. The post has 11 of 15 cases and she works Mon to Wed. Thu and Fri a telephone interpreter, as he did not want Russian.',
    )
    expect(item?.toPerson).toBe(
      'You can speak to Rūta in Lithuanian. When she is off, someone will ring with an interpreter.',
    )
    expect(item?.cover).toMatchObject({ holder: 'Ioana Marinescu', tier: 'interpreter', language: 'lit' })
  })

  test('one holder alone has the cases; nothing is said of a reason that is not the person’s own no', () => {
    const item = first([{ ...shared, holders: [ruta] }], [speaks('lit')])
    expect(item?.sentence).toBe(
      'Rūta speaks Lithuanian, as he does. She has 11 of 15 cases and works Mon to Wed. Thu and Fri a telephone interpreter.',
    )
  })

  test('a common language says whether they were asked about it', () => {
    const asked = (agreed: boolean | null) =>
      first([shared], [speaks('lav'), speaks('rus', { level: 'fluent', agreed })])?.sentence
    expect(asked(null)).toContain('both speak Russian; he has not been asked about it yet.')
    expect(asked(true)).toContain('both speak Russian, and he said yes to it.')
  })

  test('an interpreter, because they did not want the language that is shared', () => {
    const item = first([shared], [speaks('lav'), speaks('rus', { level: 'fluent', agreed: false })], {
      gender: 'woman',
    })
    expect(item?.sentence).toContain(
      'would speak through a telephone interpreter for lav, as she did not want Russian.',
    )
  })

  test('an interpreter, and nobody knows the language yet', () => {
    expect(first([shared], [speaks('tir')], { gender: null })?.toPerson).toBe(
      'You can speak to us in Tigrinya, through an interpreter on the telephone.',
    )
    expect(first([shared], [])?.sentence).toContain('the language is not known yet')
  })

  test('days are said as people say them', () => {
    expect([[1, 2, 3], [4, 5], [1], [1, 3, 5], [5, 1, 2, 3]].map(daysInWords)).toEqual([
      'Mon to Wed',
      'Thu and Fri',
      'Mon',
      'Mon, Wed and Fri',
      'Mon to Wed and Fri',
    ])
  })
})

describe('cover from another post', () => {
  const tadas = holder({
    name: 'Tadas Other',
    weekdays: [4],
    speaks: [
      { code: 'lit', level: 'first' },
      { code: 'rus', level: 'first' },
    ],
  })
  const elsewhere: Post = { id: 2, name: 'Other post', open: 12, capacity: 15, holders: [tadas] }

  test('in a first language is lent, with its post', () => {
    const item = first([shared, elsewhere], [speaks('lit')])
    expect(item?.cover).toMatchObject({
      holder: 'Tadas Other',
      tier: 'first_language',
      language: 'lit',
      post: { id: 2, name: 'Other post' },
    })
    expect(item?.cover.sentence).toContain('lent by Other post')
  })

  test('in a common language only when they said yes to it', () => {
    const alone: Post = { ...shared, holders: [{ ...ruta, speaks: [{ code: 'lav', level: 'first' }] }] }
    const cover = (agreed: boolean | null) =>
      first([alone, elsewhere], [speaks('lav'), speaks('rus', { level: 'fluent', agreed })])?.cover
    expect(cover(null)).toEqual(expect.objectContaining({ tier: 'interpreter', language: 'lav' }))
    expect(cover(null)).not.toHaveProperty('holder')
    expect(cover(true)).toMatchObject({ holder: 'Tadas Other', tier: 'common_language', language: 'rus' })
  })

  test('leave is said, and whoever is away does not act', () => {
    const away: Post = { ...shared, holders: [ruta, { ...ioana, away: true }] }
    expect(first([away], [speaks('ron')])?.cover).toEqual({
      tier: 'interpreter',
      language: 'ron',
      sentence:
        'Ioana is on leave. Nobody of this post is in today: the hub rings with a telephone interpreter',
    })
  })
})
