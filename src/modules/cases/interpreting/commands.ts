import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole } from '../../../kernel/session.ts'
import { aboutCase, findCase, made, rowOf } from '../case-row.ts'
import { canActOnCase } from '../policy.ts'
import { InterpreterCall, InterpreterLine } from './forms.ts'

/** How a call with a telephone interpreter went, in two taps: came or not and understood or not, use again. */
export const recordInterpreterCall = command({
  name: 'interpreterCall.recorded',
  path: '/cases/:id/interpreter-calls',
  summary: 'Record how a call with a telephone interpreter went',
  input: InterpreterCall,
  output: made('call'),
  load: findCase,
  may: canActOnCase,
  async run({ tx, actor, at, keys, happened }, of, { language, result, useAgain, interpreter }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const came = result !== 'didNotCome'
    await tx.run(
      build.insertInto('cases.interpreter_call').values({
        ...row,
        language,
        came,
        understood: came ? result === 'understood' : null,
        use_again: useAgain,
        sealed: interpreter?.trim()
          ? key.seal('cases.interpreter_call.sealed', row.id, { interpreter })
          : null,
        at,
        made_by: actor.id,
      }),
    )
    await happened({
      subject: ['cases.interpreter_call', row.id],
      ...aboutCase(of, of.id),
      detail: { language, result },
    })
    return { call: { id: row.id } }
  },
})

/** Which service to ring: dated, so that a new contract begins on its day. A PIN is never kept here. */
export const setInterpreterLine = command({
  name: 'interpreterLine.set',
  path: '/interpreter-lines',
  summary: 'Say which telephone interpreting service the hub rings',
  input: InterpreterLine,
  output: z.object({ line: z.object({ id: z.uuid() }) }),
  may: (actor) => hasRole(actor, 'manager'),
  async run({ tx, actor, at, happened }, _, { agency, number, confirmed = false, from }) {
    const id = newId()
    await tx.run(
      build.insertInto('cases.interpreter_line').values({
        id,
        hub: actor.hub,
        agency: agency.trim(),
        number,
        confirmed,
        from_on: from ?? londonDay(at),
        made_by: actor.id,
      }),
    )
    await happened({ subject: ['cases.interpreter_line', id] })
    return { line: { id } }
  },
})

export const interpretingCommands = [recordInterpreterCall, setInterpreterLine]
