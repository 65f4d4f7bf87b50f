import { createServer, type Socket } from 'node:net'

/** A mail server of this machine that takes every letter, and counts them. */
export interface Sink {
  url: string
  /** How often it has taken the letter of this id. */
  taken(id: string): number
  close(): Promise<void>
}

export async function openSink(): Promise<Sink> {
  const taken = new Map<string, number>()
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    socket.setEncoding('utf8')
    const answer = conversation((id) => void taken.set(id, (taken.get(id) ?? 0) + 1))
    socket.write('220 sink\r\n')
    let rest = ''
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const said = answer(line)
        if (said) socket.write(`${said}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    taken: (id) => taken.get(id) ?? 0,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As much of SMTP as a letter needs. In: what to do with a letter that was taken. Out: answers a line. */
function conversation(take: (id: string) => void): (line: string) => string | undefined {
  let letter: string[] | undefined
  return (line) => {
    if (letter === undefined) {
      if (/^DATA/i.test(line)) letter = []
      return letter ? '354 go on' : /^QUIT/i.test(line) ? '221 bye' : '250 yes'
    }
    if (line !== '.') {
      letter.push(line)
      return undefined
    }
    take(/^Message-ID: <(.+)@/im.exec(letter.join('\n'))?.[1] ?? '')
    letter = undefined
    return '250 taken'
  }
}
