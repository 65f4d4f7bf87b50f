import type { AnyCommand } from '../../src/kernel/command.ts'
import { commands } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { manager, ruta } from '../support/members.ts'
import type { World } from '../support/world.ts'

/** A command, with who asks for it, about what, and in which words. */
export interface Asking {
  command: AnyCommand
  by: string
  id: string
  body: object
}

/** One sentence of a `when`: how to come to where it has to be said. */
export interface Late {
  command: string
  says: string
  /** Makes something that the command is possible on, and says what will have been faster. Without a mover it never was
   *  possible: there is nothing to race. */
  ready: (hub: World) => Promise<{ id: string; mover?: Asking }>
  by?: string
  /** What moved it on took it out of the sight that this statement began with: in the race it is not there. */
  hides?: true
}

export function commandOf(name: string): AnyCommand {
  const found = commands.find((one) => one.name === name)
  if (!found) throw new Error(`${name}: no such command`)
  return found
}

/** The command with a body that would be taken. */
export const asking = (name: string, id: string, by = ruta, body = bodies()[name] as object): Asking => ({
  command: commandOf(name),
  by,
  id,
  body,
})

/** A command that nobody can carry out twice: made ready by this, it is late after itself. */
export const once = (
  command: string,
  says: string,
  make: (hub: World) => Promise<string>,
  by = ruta,
): Late => ({
  command,
  says,
  by,
  ready: async (hub) => {
    const id = await make(hub)
    return { id, mover: asking(command, id, by) }
  },
})

/** What is not possible from the start. */
export const never = (
  command: string,
  says: string,
  make: (hub: World) => Promise<string>,
  by = ruta,
): Late => ({ command, says, by, ready: async (hub) => ({ id: await make(hub) }) })

/** A command that comes after another one. */
export const after = (
  mover: string,
  command: string,
  says: string,
  make: (hub: World) => Promise<string>,
  by = ruta,
): Late => ({
  command,
  says,
  by,
  ready: async (hub) => {
    const id = await make(hub)
    return { id, mover: asking(mover, id, mover.startsWith('dropRow.') ? manager : by) }
  },
})
