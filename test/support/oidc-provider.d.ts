/** oidc-provider carries no types; this is what we use of it. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  interface Context {
    oidc: {
      client: { clientId: string }
      session: { accountId: string }
      provider: Provider
    }
  }
  interface Settings {
    clients: Record<string, unknown>[]
    pkce: { required(): boolean }
    claims: Record<string, string[]>
    findAccount(
      context: Context,
      id: string,
    ): { accountId: string; claims(): Record<string, unknown> & { sub: string } }
    loadExistingGrant(context: Context): Promise<Grant>
    cookies: { keys: string[] }
  }
  export default class Provider {
    constructor(issuer: string, settings: Settings)
    Grant: new (of: { clientId: string; accountId: string }) => Grant
    callback(): RequestListener
  }
}
