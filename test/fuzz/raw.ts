import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What goes down a connection, byte for byte, and what may come back up. */
export interface Raw {
  named: string
  bytes: (string | Buffer)[]
  /** The statuses that may be read; 0 is a connection that was closed, or kept waiting, without one. */
  may: number[]
  /** Closed by us after so many milliseconds, whatever came back. */
  leaves?: number
}

const megabytes = (many: number) => Buffer.alloc(many * 2 ** 20, 'x')

/** In: the token of a member, and where a form of theirs is sent. Out: requests as no browser and no library sends them. */
export function rawRequests(token: string, cookie: string): Raw[] {
  const bearer = `authorization: Bearer ${token}\r\n`
  const ask = (line: string, headers = '') =>
    `${line} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${headers}\r\n`
  const post = (headers: string, path = '/api/referrals') => ask(`POST ${path}`, bearer + headers)
  const json = 'content-type: application/json\r\n'
  const whole = '{"a":1}'
  const chunk = megabytes(1)
  const chunks = Array.from({ length: 10 }, () => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']).flat()
  const page = (headers: string) =>
    ask('POST /quick-referral', `cookie: __Host-waymark=${cookie}\r\n${headers}`)
  const form = 'content-type: application/x-www-form-urlencoded\r\n'
  const files = 'content-type: multipart/form-data; boundary=xy\r\n'
  const length = (bytes: number | string) => `content-length: ${bytes}\r\n`
  const part = '--xy\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\n'
  return [
    { named: 'a line that is none', bytes: ['x\r\n\r\n'], may: [400] },
    { named: 'nothing but line ends', bytes: ['\r\n\r\n\r\n'], may: [0], leaves: 100 },
    { named: 'no version', bytes: ['GET /healthz\r\n\r\n'], may: [200] },
    { named: 'a version that is none', bytes: ['GET /healthz HTTP/9.9\r\n\r\n'], may: [400] },
    { named: 'a method that is none', bytes: [ask('GEET /healthz')], may: [400] },
    { named: 'the words of TLS', bytes: [Buffer.from('16030100a5010000a10303', 'hex')], may: [400] },
    { named: 'no host', bytes: ['GET /healthz HTTP/1.1\r\n\r\n'], may: [400] },
    { named: 'another host for an address', bytes: [ask('GET http://b/healthz')], may: [200] },
    { named: 'a proxy asked for', bytes: [ask('CONNECT b:443')], may: [0] },
    { named: 'an upgrade asked for', bytes: [ask('GET /healthz', 'upgrade: h2c\r\n')], may: [200] },
    { named: 'NUL in a header', bytes: [ask('GET /healthz', 'a: x\0y\r\n')], may: [400] },
    { named: 'NUL in a path', bytes: [ask('GET /heal\0thz')], may: [400] },
    { named: 'a header without a colon', bytes: [ask('GET /healthz', 'nothing\r\n')], may: [400] },
    { named: 'a header without a name', bytes: [ask('GET /healthz', ': x\r\n')], may: [400] },
    { named: 'a header on two lines', bytes: [ask('GET /healthz', 'a: x\r\n y\r\n')], may: [400] },
    { named: 'lines ended by LF alone', bytes: ['GET /healthz HTTP/1.1\nhost: a\n\n'], may: [400] },
    {
      named: '100 kB of one header',
      bytes: [ask('GET /healthz', `a: ${'x'.repeat(100_000)}\r\n`)],
      may: [431],
    },
    { named: '100 kB of headers', bytes: [ask('GET /healthz', 'a: xxxxxxx\r\n'.repeat(8500))], may: [431] },
    { named: '100 kB of address', bytes: [ask(`GET /${'x'.repeat(100_000)}`)], may: [431] },
    {
      named: 'a cookie of halves',
      bytes: [ask('GET /', 'cookie: =; ;;__Host-waymark; a=%ff\r\n')],
      may: [303],
    },
    {
      named: 'ten megabytes in chunks',
      bytes: [post(`${json}transfer-encoding: chunked\r\n`), ...chunks, '0\r\n\r\n'],
      may: [413, 0],
    },
    {
      named: 'a chunk whose length is none',
      bytes: [post(`${json}transfer-encoding: chunked\r\n`), 'zz\r\nx\r\n'],
      may: [400],
    },
    {
      named: 'a chunk longer than any',
      bytes: [post(`${json}transfer-encoding: chunked\r\n`), 'ffffffffffffffffff\r\nx'],
      may: [400],
    },
    { named: 'a body shorter than it says', bytes: [post(json + length(50)), whole], may: [0], leaves: 200 },
    { named: 'a body longer than it says', bytes: [post(json + length(3)), whole], may: [400] },
    { named: 'a length below nothing', bytes: [post(json + length(-1)), whole], may: [400] },
    { named: 'a length that is no number', bytes: [post(json + length('x')), whole], may: [400] },
    { named: 'a length beyond numbers', bytes: [post(json + length('9'.repeat(40))), whole], may: [400] },
    { named: 'two lengths', bytes: [post(json + length(7) + length(8)), whole], may: [400] },
    { named: 'the same length twice', bytes: [post(json + length(7) + length(7)), whole], may: [400] },
    {
      named: 'a length and chunks',
      bytes: [post(`${json}${length(7)}transfer-encoding: chunked\r\n`), '0\r\n\r\n'],
      may: [400],
    },
    {
      named: 'an encoding nobody knows',
      bytes: [post(`${json}transfer-encoding: x\r\n`), whole],
      may: [400],
    },
    {
      named: 'a body said to be compressed',
      bytes: [post(`${json}content-encoding: gzip\r\n${length(7)}`), whole],
      may: [422],
    },
    {
      named: 'no body where it waits to be asked',
      bytes: [post(`${json}expect: 100-continue\r\n${length(7)}`)],
      may: [100],
      leaves: 200,
    },
    {
      named: 'another thing expected',
      bytes: [post(`${json}expect: tea\r\n${length(7)}`), whole],
      may: [417],
    },
    {
      named: 'half a body, then gone',
      bytes: [post(json + length(1_000_000)), megabytes(0.5)],
      may: [0],
      leaves: 100,
    },
    {
      named: 'half a form, then gone',
      bytes: [page(form + length(1_000_000)), megabytes(0.5)],
      may: [0],
      leaves: 100,
    },
    {
      named: 'half a chunk, then gone',
      bytes: [post(`${json}transfer-encoding: chunked\r\n`), 'ffff\r\nx'],
      may: [0],
      leaves: 100,
    },
    {
      named: 'a whole request, gone before the answer',
      bytes: [post(json + length(7)), whole],
      may: [0, 422],
      leaves: 1,
    },
    { named: 'a path that is no UTF-8', bytes: [ask('GET /cases/%ff%fe')], may: [400] },
    {
      named: 'bytes in a path',
      bytes: [Buffer.from(ask('GET /cases/\xff\xfe'), 'latin1')],
      may: [400],
    },
    { named: 'half an escape in a path', bytes: [ask('GET /api/cases/%', bearer)], may: [400] },
    { named: 'half an escape in a form’s path', bytes: [ask('GET /cases/%e0%a4%a')], may: [400] },
    {
      named: 'a name twice in an address',
      bytes: [ask('GET /api/cases?limit=1&limit=2&after=x&after=y', bearer)],
      may: [422],
    },
    {
      named: 'a thousand names in an address',
      bytes: [ask(`GET /api/cases?${'a=1&'.repeat(1000)}`, bearer)],
      may: [200],
    },
    {
      named: 'two requests at once',
      bytes: ['GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n', ask('GET /healthz')],
      may: [200],
    },
    { named: 'a request within a request', bytes: [post(json + length(0)), ask('GET /healthz')], may: [400] },
    {
      named: 'ten megabytes of a form',
      bytes: [page(form + length(10 * 2 ** 20)), megabytes(10)],
      may: [413, 0],
    },
    {
      named: 'ten megabytes of files',
      bytes: [page(files + length(10 * 2 ** 20)), part, megabytes(10)],
      may: [415, 0],
    },
    {
      named: 'ten megabytes of files in chunks',
      bytes: [page(`${files}transfer-encoding: chunked\r\n`), ...chunks, '0\r\n\r\n'],
      may: [415, 0],
    },
  ]
}

/** Sends it. Out: all that was read until the connection closed, or nothing more came. */
export async function send(port: number, { bytes, leaves }: Raw): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const read: Buffer[] = []
  const closed = new Promise<void>((resolve) => {
    socket.on('data', (data) => void read.push(data))
    // A server that closes while we still send is one of the ways to refuse.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
  })
  for (const part of bytes) socket.write(part)
  const giveUp = new AbortController()
  await Promise.race([
    closed,
    sleep(leaves ?? 5000, undefined, { signal: giveUp.signal }).catch(() => undefined),
  ])
  giveUp.abort()
  socket.destroy()
  await closed
  return Buffer.concat(read).toString('latin1')
}
