import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

/** A mail server that accepts every mail and records only the time of arrival. */
export interface MailSink {
  url: string
  /** When each mail with the last six digits was accepted, as performance.now(), by the code of its order. */
  fragments: Map<string, number>
  count(): number
  /** Resolves when this many mails have arrived since the start. @throws when none has arrived for a minute */
  untilCount(count: number): Promise<void>
  /** Resolves when no mail has arrived for a while. */
  untilQuiet(): Promise<void>
  stop(): Promise<void>
}

const QUIET_MS = 2_500
/** After this time without a mail, the others are not waited for. */
const LOST_MS = 60_000
const POLL_MS = 5

export async function startMailSink(): Promise<MailSink> {
  const fragments = new Map<string, number>()
  let count = 0
  let lastAt = performance.now()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 4_000) head += chunk.toString('latin1')
      })
      stream.on('end', () => {
        count++
        lastAt = performance.now()
        const code = /^X-Triclic-Order: (\w+)/m.exec(head)?.[1]
        if (code && /^X-Triclic-Mail: card-fragment/m.test(head)) fragments.set(code, lastAt)
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    fragments,
    count: () => count,
    async untilCount(wanted) {
      lastAt = performance.now()
      while (count < wanted) {
        if (performance.now() - lastAt > LOST_MS) throw new Error(`${wanted - count} mails did not arrive`)
        await pause(POLL_MS)
      }
    },
    async untilQuiet() {
      lastAt = performance.now()
      while (performance.now() - lastAt < QUIET_MS) await pause(POLL_MS)
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
