import fc from 'fast-check'
import { jsonOf } from './answers.ts'
import { anyText } from './drawing.ts'
import { nasty } from './mangling.ts'

/** What is sent with a request: its content type, none when empty, and its body. */
export interface Sent {
  type: string
  payload: string | Buffer
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const text = fc.oneof(
  fc.constantFrom(...nasty.map((value) => (typeof value === 'string' ? value : jsonOf(value)))),
  anyText(200),
)

const encodeAny = (value: string): string => {
  try {
    return encodeURIComponent(value)
  } catch {
    return '%ed%a0%80'
  }
}

const json: fc.Arbitrary<Sent> = fc.record({
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/json; charset=x',
    'text/plain',
    '',
  ),
  payload: fc.constantFrom(
    '',
    '{',
    '{"a":',
    'nul',
    '[',
    '"\\ud800"',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    deep(10),
    deep(9000),
    `{"a":${deep(2000)}}`,
    '{"a":1,"a":2}',
    '\ufeff{}',
    '"\u0000"',
    '1e9999',
  ),
})

function forms(csrf: string): fc.Arbitrary<Sent> {
  const fields = fc
    .array(fc.tuple(text, text), { maxLength: 20 })
    .map((pairs) =>
      [['_csrf', csrf] as const, ...pairs]
        .map(([name, value]) => `${encodeAny(name)}=${encodeAny(value)}`)
        .join('&'),
    )
  const stale = fc.constantFrom(
    '_csrf=',
    `_csrf=${csrf}&_csrf=${csrf}`,
    `_csrf=${csrf}&_key=`,
    `_csrf=${csrf}&version=0&version=999`,
    `_csrf=${csrf}&people.0.names.99999999.family=x`,
    `_csrf=${csrf}&__proto__.a=x&constructor.prototype.b=y`,
    `_csrf=${csrf}&a=%`,
    `_csrf=${csrf}&a=%ff%fe%00`,
    `_csrf=${csrf}&${'a.'.repeat(5000)}b=x`,
  )
  return fc.record({
    type: fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=latin1',
    ),
    payload: fc.oneof(fields, stale),
  })
}

const part = (boundary: string, disposition: string, content: string, type = '') =>
  `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${type && `content-type: ${type}\r\n`}\r\n${content}\r\n`

/** We take no file and no multipart form; a parser that a later change brings in hears all this. */
function multipart(csrf: string): fc.Arbitrary<Sent> {
  const field = part('xy', 'name="_csrf"', csrf)
  const file = part('xy', 'name="a"; filename="../../a.csv"', 'a,b\r\n1,2', 'text/csv')
  const inner = `${part('in', 'name="b"', 'x')}--in--`
  return fc.record({
    type: fc.constantFrom(
      'multipart/form-data; boundary=xy',
      'multipart/form-data; boundary=xy',
      'multipart/form-data; boundary="xy"; charset=utf-7',
      'multipart/form-data; charset=x; boundary=xy',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'b'.repeat(5000)}`,
      'multipart/form-data; boundary=xy; boundary=in',
      'multipart/mixed; boundary=xy',
    ),
    payload: fc.constantFrom(
      '',
      '--xy',
      '--xy--',
      `${field}--xy--`,
      // The boundary of the end misses its first letter, or never comes, or comes and goes on.
      `${field}--y--`,
      field,
      `${field}${'x'.repeat(100_000)}`,
      `${field}--xy--\r\n${field}`,
      `${field}${file}--xy--`,
      `${part('xy', 'name="a"; filename="\u0000.exe"', 'MZ', 'application/octet-stream')}--xy--`,
      `${part('xy', 'name="a"; filename*=utf-16\'\'%ff%fe', 'x')}--xy--`,
      `${part('xy', 'name="b"', inner, 'multipart/mixed; boundary=in')}--xy--`,
      `${part('xy', 'name="b"', `${part('xy', 'name="b"', 'x')}--xy--`, 'multipart/mixed; boundary=xy')}--xy--`,
      `${part('xy', 'name="a"', '\ud800ä', 'text/plain; charset=x-none')}--xy--`,
      `${part('xy', 'name="__proto__"', 'x')}${part('xy', 'name="constructor.prototype.a"', 'x')}--xy--`,
      `${part('xy', `name="${'n'.repeat(20_000)}"`, 'x')}--xy--`,
      `${part('xy', 'name="a"', 'x').repeat(3000)}--xy--`,
      '--xy\r\nno header here\r\n\r\nx\r\n--xy--',
      '--xy\ncontent-disposition: form-data; name="a"\n\nx\n--xy--',
    ),
  })
}

const bytes: fc.Arbitrary<Sent> = fc.record({
  type: fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ),
  payload: fc.uint8Array({ maxLength: 300 }).map((drawn) => Buffer.from(drawn)),
})

/** Bodies that no program of ours sends. In: the token of the forms of a page. */
export const malformed = (csrf: string): fc.Arbitrary<Sent> =>
  fc.oneof(json, forms(csrf), multipart(csrf), bytes)
