import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Stands between an app and its database, and cuts a connection at its COMMIT when it is told to. */
export interface Proxy {
  /** The folder of its socket, for an address. */
  socketDir: string
  /** The next COMMIT on any connection is cut: after it was handed on, or before. In: words that its transaction has to carry,
   *  such as a key; without them the app's own writing, that a session was seen, may be what is cut. */
  cutNext(when: 'after' | 'before', carrying?: string): void
  /** How many it has cut. */
  cut: { after: number; before: number }
  close(): Promise<void>
}

/** In: the folder of the database's own socket. */
export async function openProxy(database: string): Promise<Proxy> {
  const socketDir = mkdtempSync(join(tmpdir(), 'waymark-proxy-'))
  mkdirSync(socketDir, { recursive: true, mode: 0o700 })
  let next: { when: 'after' | 'before'; carrying: string } | undefined
  const cut = { after: 0, before: 0 }
  const open = new Set<Socket>()
  const server = createServer((app) => {
    const behind = connect({ path: join(database, '.s.PGSQL.5432') })
    for (const socket of [app, behind]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => open.delete(socket))
    }
    behind.on('data', (chunk) => app.write(chunk))
    behind.on('close', () => app.destroy())
    app.on('close', () => behind.destroy())
    const commits = commitFinder(() => next?.carrying ?? '')
    app.on('data', (chunk) => {
      if (!commits(chunk) || next === undefined) {
        behind.write(chunk)
        return
      }
      const { when } = next
      next = undefined
      cut[when]++
      if (when === 'before') {
        app.destroy()
        return
      }
      // The server gets its COMMIT whole; the app never hears what became of it.
      behind.removeAllListeners('data')
      behind.write(chunk, () => {
        app.removeAllListeners('close')
        app.destroy()
        behind.end()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(join(socketDir, '.s.PGSQL.5432'), resolve))
  return {
    socketDir,
    cutNext: (when, carrying = '') => void (next = { when, carrying }),
    cut,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(socketDir, { recursive: true, force: true })
    },
  }
}

/** Reads what a client sends, as messages of PostgreSQL's protocol. Out: says whether a chunk ends the COMMIT of a transaction
 *  that carried these words. */
function commitFinder(words: () => string): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0)
  let started = false
  let carried = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    let found = false
    for (;;) {
      // The first message has no letter before its length.
      const at = started ? 1 : 0
      if (rest.length < at + 4) return found
      const length = rest.readUInt32BE(at) + at
      if (rest.length < length) return found
      const message = rest.subarray(0, length)
      const said = started && message[0] === 0x51 ? message.toString('utf8', 5) : ''
      if (/^begin/i.test(said)) carried = false
      if (message.includes(words())) carried = true
      if (/^commit\0$/i.test(said)) found = carried
      started = true
      rest = rest.subarray(length)
    }
  }
}
