import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Claims = Record<string, unknown>

/** An issuer that does whatever a test tells it to: for one answer, or until told otherwise. */
export interface Malicious {
  url: string
  clientId: string
  clientSecret: string
  /** Changes the claims of the ID token. */
  claims: Claims
  /** Changes the header of the ID token. */
  header: Claims
  /** What the ID token is signed with; 'none' leaves the signature empty. */
  key: KeyObject | 'none'
  /** The real one, for putting it back. */
  readonly ownKey: KeyObject
  /** Changes what the discovery document says. */
  metadata: Claims
  /** What userinfo says besides `sub`; undefined: there is no such endpoint. */
  userinfo?: Claims
  /** Answers the token request with this instead. */
  tokenAnswer?: { status: number; body: string; type?: string }
  /** Each request to the token endpoint, as it came. */
  readonly asked: URLSearchParams[]
  /** Lets somebody sign in: the address that the issuer sends the browser to. */
  consent(authorizeUrl: string, more?: Record<string, string>): string
  /** As it was made. */
  reset(): void
}

/** Listens on this machine's own address until the test file ends. */
export async function maliciousIssuer(): Promise<Malicious> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string }>()
  const fresh = () => ({
    claims: {},
    header: {},
    key: own.privateKey as KeyObject | 'none',
    metadata: {},
    userinfo: undefined,
    tokenAnswer: undefined,
  })

  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: it.url,
      aud: it.clientId,
      sub: 'subject-1',
      nonce,
      iat: now,
      exp: now + 300,
      ...it.claims,
    }
    const header = { alg: 'RS256', kid: 'one', ...it.header }
    const said = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const signature = it.key === 'none' ? '' : sign('sha256', Buffer.from(said), it.key).toString('base64url')
    return `${said}.${signature}`
  }

  const answer = (path: string, body: URLSearchParams): { status?: number; json: unknown } => {
    if (path === '/.well-known/openid-configuration') {
      return {
        json: {
          issuer: it.url,
          authorization_endpoint: `${it.url}/authorize`,
          token_endpoint: `${it.url}/token`,
          jwks_uri: `${it.url}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          ...(it.userinfo && { userinfo_endpoint: `${it.url}/userinfo` }),
          ...it.metadata,
        },
      }
    }
    if (path === '/jwks')
      return { json: { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] } }
    if (path === '/userinfo') return { json: { sub: 'subject-1', ...it.userinfo } }
    it.asked.push(body)
    const code = codes.get(body.get('code') ?? '')
    codes.delete(body.get('code') ?? '')
    const verified = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!code || verified !== code.challenge || body.get('redirect_uri') !== code.redirect)
      return { status: 400, json: { error: 'invalid_grant' } }
    return {
      json: {
        access_token: 'access-token-marker',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken(code.nonce),
      },
    }
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request)
    const path = request.url ?? ''
    if (path === '/token' && it.tokenAnswer) {
      response.writeHead(it.tokenAnswer.status, {
        'content-type': it.tokenAnswer.type ?? 'application/json',
      })
      response.end(it.tokenAnswer.body)
      return
    }
    const { status = 200, json } = answer(path, new URLSearchParams(body))
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(json))
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const it: Malicious = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'waymark',
    clientSecret: 'a-secret-of-the-test',
    ownKey: own.privateKey,
    asked: [],
    ...fresh(),
    consent(authorizeUrl, more = {}) {
      const asked = new URL(authorizeUrl).searchParams
      const code = randomBytes(16).toString('hex')
      codes.set(code, {
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      })
      const back = new URL(asked.get('redirect_uri') ?? '')
      for (const [name, value] of Object.entries({ code, state: asked.get('state') ?? '', ...more }))
        if (value !== '') back.searchParams.set(name, value)
      return back.pathname + back.search
    },
    reset: () => void Object.assign(it, fresh()),
  }
  return it
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
