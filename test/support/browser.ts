import type { FastifyInstance } from 'fastify'

export interface Seen {
  status: number
  location?: string
  text: string
}

/** A browser of the staff face: keeps the cookies it is given, and follows nothing by itself. */
export class Browser {
  readonly app: FastifyInstance
  readonly cookies: Map<string, string>

  constructor(app: FastifyInstance, cookies: Iterable<[string, string]> = []) {
    this.app = app
    this.cookies = new Map(cookies)
  }

  get(url: string): Promise<Seen> {
    return this.ask('GET', url)
  }

  post(url: string, fields: Record<string, string>): Promise<Seen> {
    return this.ask('POST', url, new URLSearchParams(fields).toString())
  }

  /** The session token, as the browser has it. */
  get token(): string {
    return this.cookies.get('__Host-waymark') ?? ''
  }

  private async ask(method: 'GET' | 'POST', url: string, payload?: string): Promise<Seen> {
    const { statusCode, headers, body } = await this.app.inject({
      method,
      url,
      payload,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line) || value === '') this.cookies.delete(name)
      else this.cookies.set(name, decodeURIComponent(value))
    }
    return { status: statusCode, location: headers.location, text: body }
  }
}
