import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'

export interface OpenIdProvider {
  url: string
  clientId: string
  clientSecret: string
  /** Goes through the provider's own pages as this account. Out: where it sends the browser in the end. */
  signIn(authorizeUrl: string, email: string): Promise<string>
  /** What a GET there answers, with the cookies of the last sign-in. */
  look(url: string): Promise<{ status: number; text: string }>
}

/** A certified provider on this machine's own address, until the test file ends. In: where Waymark is, for its addresses. */
export async function openIdProvider(waymark: string): Promise<OpenIdProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = {
    client_id: 'waymark',
    client_secret: 'a-secret-of-the-test',
    redirect_uris: [`${waymark}/sign-in/answer`],
    post_logout_redirect_uris: [`${waymark}/sign-in`],
  }
  const provider = new Provider(url, {
    clients: [client],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
    }),
    // Everybody may be told to this one client.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
    cookies: { keys: ['a key of the test'] },
  })
  server.on('request', provider.callback())

  let jar = new Map<string, string>()
  const ask = async (at: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(at, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form && new URLSearchParams(form),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return response
  }
  return {
    url,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    async signIn(authorizeUrl, email) {
      jar = new Map()
      let at = authorizeUrl
      for (let step = 0; step < 10; step++) {
        if (at.startsWith(waymark)) return at.slice(waymark.length)
        const response = await ask(at)
        const next = response.headers.get('location')
        if (next) at = new URL(next, url).href
        else {
          const sent = await ask(at, { prompt: 'login', login: email, password: 'any' })
          at = new URL(sent.headers.get('location') ?? '', url).href
        }
      }
      throw new Error(`The provider does not come to an end: ${at}`)
    },
    async look(at) {
      const response = await ask(at)
      return { status: response.status, text: await response.text() }
    },
  }
}
