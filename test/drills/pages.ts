import { need } from './drill.ts'
import type { Asked, Door } from './door.ts'
import type { Place } from './place.ts'

/** A member's browser: signed in through the real page. */
export interface Browser {
  page(path: string): Asked
  form(path: string, fields: Record<string, string>): Asked
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

/** What the button on the sign-in page sends. */
export const signInAs = (member: string): Asked => ({
  method: 'POST',
  path: '/sign-in',
  headers: formHeaders,
  body: new URLSearchParams({ member }).toString(),
})

export async function memberOf(place: Place, email: string): Promise<string> {
  const [row] = await place.look<{ id: string }>('select id from accounts.member where email = $1', [email])
  return need(row?.id, email)
}

export async function browse(door: Door, member: string): Promise<Browser> {
  const { headers } = await door.ask(signInAs(member))
  const cookie = need(/^[^;]+/.exec(String(headers['set-cookie']))?.[0], 'the cookie of a session')
  return {
    page: (path) => ({ path, headers: { cookie } }),
    form: (path, fields) => ({
      method: 'POST',
      path,
      headers: { ...formHeaders, cookie },
      body: new URLSearchParams(fields).toString(),
    }),
  }
}

/** What stands in a hidden box of a page. */
export const hidden = (text: string, name: string): string =>
  need(
    new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1],
    `the hidden ${name} of a form`,
  )
