import type { ChannelKnown } from '../../src/modules/people/index.ts'
import { made, type Opened } from './casework.ts'
import { ruta } from './members.ts'
import type { World } from './world.ts'

interface Read {
  person: { safeContact: ChannelKnown[]; checkQuestion?: object }
}

/** The ways to reach the person of a case, and what is said by one of them. */
export function channels(hub: World) {
  const waysOf = async ({ case: { id } }: Opened) => {
    const { body } = await hub.as(ruta).get<Read>(`/api/cases/${id}`)
    return body.person.safeContact
  }
  return {
    waysOf,
    phoneOf: async (opened: Opened) =>
      (await waysOf(opened)).find(({ channel }) => channel === 'phone') as ChannelKnown,
    agree: (opened: Opened) =>
      made(
        hub,
        ruta,
        `/api/people/${opened.personId}/check-question`,
        { question: 'Which shop?', answer: 'The green one' },
        'checkQuestion',
      ),
    spoke: (opened: Opened, more: object) =>
      made(
        hub,
        ruta,
        `/api/cases/${opened.case.id}/contacts`,
        { channel: 'phone', reached: true, ...more },
        'contact',
      ),
  }
}
