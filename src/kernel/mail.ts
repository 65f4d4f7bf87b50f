import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

export interface Letter {
  /** Makes the message one and the same, however often it is tried. */
  id: string
  to: string
  subject: string
  text: string
}

/** What sends e-mail. */
export interface Mailer {
  /** Whether sending the same letter again is harmless, because the second one is recognised. */
  once: boolean
  /** Where its reader signs in. */
  signInAt: string
  /** Errors: NotTaken when the letter certainly was not sent; any other, when it may have been. */
  send(letter: Letter): Promise<void>
}

/** The letter was certainly not sent: it may be tried again. */
export class NotTaken extends Error {}

interface Sender {
  from: string
  signInAt: string
  /** For how many milliseconds the mail server may say nothing. */
  patience?: number
}

/** The library would wait two minutes for a connection, and ten for a word: a server that hangs would keep whoever is told
 *  next waiting as long, at night. A server that is well answers within a second. */
const patienceAtNight = 15_000

/** In: smtp://user:password@host:port, whom mail is from, and the address that people sign in at. */
export function smtpMailer(url: string, { from, signInAt, patience = patienceAtNight }: Sender): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  return {
    once: false,
    signInAt,
    async send({ id, to, subject, text }) {
      // A server that is away, or does not know us, is found before there is a letter to lose.
      await transport.verify().catch(() => {
        throw new NotTaken()
      })
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${id}@waymark>` })
      } catch (error) {
        throw certainlyNotSent(error) ? new NotTaken() : error
      }
    },
  }
}

/** The server said no, or could not be reached. A connection that ended later may have ended after the letter. */
function certainlyNotSent(error: unknown): boolean {
  const { responseCode, syscall, code, timeoutType } = error as Record<string, unknown>
  // Too late while connecting is before the letter. Silence on an open connection may be after it.
  const beforeTheLetter = timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT'
  return (
    responseCode !== undefined ||
    syscall === 'connect' ||
    code === 'EDNS' ||
    code === 'EENVELOPE' ||
    beforeTheLetter
  )
}

/** Writes each letter as a file instead of sending it: for a demonstration, where nobody has a mailbox. */
export function folderMailer(folder: string, { from, signInAt }: Sender): Mailer {
  return {
    once: true,
    signInAt,
    async send({ id, to, subject, text }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const lines = [
        `Message-ID: <${id}@waymark>`,
        `From: ${from}`,
        `To: ${to}`,
        `Subject: ${subject}`,
        '',
        text,
        '',
      ]
      try {
        writeFileSync(join(folder, `${id}.eml`), lines.join('\r\n'), { flag: 'wx', mode: 0o600 })
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') throw new NotTaken()
      }
    },
  }
}
