import { Agent, request } from 'node:http'

export interface Said {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

export interface Asked {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

/** A way in to a listening app: rejects when there was no answer, whatever the reason. */
export interface Door {
  ask(asked: Asked): Promise<Said>
  close(): void
}

/** In: a port of this machine. `keepAlive: false` opens a connection for each request. */
export function doorOf(port: number, { keepAlive = true, patience = 40_000 } = {}): Door {
  const agent = new Agent({ keepAlive })
  return {
    ask: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk: string) => (text += chunk))
          answer.on('error', reject)
          answer.on('aborted', () => reject(new Error('cut off')))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
        })
        sent.setTimeout(patience, () => sent.destroy(new Error('no answer in time')))
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Refers somebody by the JSON door. */
export const referral = (token: string, key?: string): Asked => ({
  method: 'POST',
  path: '/api/referrals',
  headers: {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
  },
  body: JSON.stringify({
    source: { door: 'officer' },
    people: [{ calledName: 'Daiva', names: [{ given: 'Daiva', kind: 'stated' }] }],
    account: 'Found at a house behind the car wash',
  }),
})

/** The id of the referral that an answer to `referral` tells of. */
export function referralIn({ text }: Said): string {
  const { referrals } = JSON.parse(text) as { referrals: { id: string }[] }
  return referrals[0]?.id ?? ''
}
