import type { World } from './world.ts'

/** Fills a page of the staff face in and presses its button, as somebody who opened it first. */
export async function posted(hub: World, email: string, path: string, answers: Record<string, string>) {
  const headers = { cookie: `__Host-waymark=${await hub.tokenFor(email, 'web')}` }
  const { body } = await hub.app.inject({ method: 'GET', url: path, headers })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] as string
  return hub.app.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, _key: String(Math.random()), ...answers }).toString(),
  })
}
