import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerSession } from 'smtp-server'

/** How the mail server behaves. `delay-reply` withholds the reply to a mail until the mode changes. */
export const SMTP_MODES = [
  'accept',
  'down',
  'refuse-connection',
  'refuse-recipient',
  'refuse-mail',
  'stall',
  'drop-during-data',
  'drop-before-reply',
  'drop-after-reply',
  'delay-reply',
] as const

export type SmtpMode = (typeof SMTP_MODES)[number]

export interface ReceivedMail {
  /** The values of X-Triclic-Mail, X-Triclic-Order and X-Triclic-Payment. */
  kind: string
  order: string
  mark: string | null
  messageId: string
  text: string
  /** When the worker began to send it, in milliseconds since 1970. */
  startedAt: number
  /** False if the server received all of it and never replied. */
  acknowledged: boolean
}

export interface FaultySmtp {
  url: string
  /** Every mail that the server received completely and did not refuse. */
  received: ReceivedMail[]
  setMode: (mode: SmtpMode) => Promise<void>
  stop: () => Promise<void>
}

/** Refusals with a temporary and a permanent code, in turn. */
const refusals = (temporary: number, permanent: number) => {
  let turn = 0
  return () => {
    const responseCode = turn++ % 2 === 0 ? temporary : permanent
    return Object.assign(new Error('Refused'), { responseCode })
  }
}

/** Starts an SMTP server on a free port whose faults are set by `setMode`. */
export async function startFaultySmtp(): Promise<FaultySmtp> {
  const received: ReceivedMail[] = []
  const sockets = new Map<number, Socket>()
  const refuseRecipient = refusals(450, 550)
  const refuseMail = refusals(451, 554)
  let mode: SmtpMode = 'accept'

  const socketOf = ({ remotePort }: SMTPServerSession) => sockets.get(Number(remotePort))
  const dropAll = () => {
    for (const socket of sockets.values()) socket.destroy()
  }
  const keep = async (raw: Buffer, startedAt: number): Promise<ReceivedMail> => {
    const mail = await simpleParser(raw)
    const header = (name: string) => mail.headers.get(name)?.toString() ?? null
    const mark = header('x-triclic-payment')
    const kind = header('x-triclic-mail') ?? ''
    const order = header('x-triclic-order') ?? ''
    const { messageId = '', text = '' } = mail
    const kept: ReceivedMail = {
      kind,
      order,
      mark,
      messageId,
      text,
      startedAt,
      acknowledged: false,
    }
    received.push(kept)
    return kept
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      if (mode !== 'refuse-connection') return done()
      done(Object.assign(new Error('Too busy'), { responseCode: 421 }))
    },
    onRcptTo(_address, _session, done) {
      done(mode === 'refuse-recipient' ? refuseRecipient() : null)
    },
    onData(stream, session, done) {
      const modeAtStart = mode
      const startedAt = Date.now()
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (modeAtStart === 'drop-during-data') socketOf(session)?.destroy()
      })
      stream.once('end', () => void respond({ modeAtStart, startedAt }, Buffer.concat(parts), session, done))
    },
  })

  async function respond(
    { modeAtStart, startedAt }: { modeAtStart: SmtpMode; startedAt: number },
    raw: Buffer,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    if (modeAtStart === 'drop-during-data') return
    if (modeAtStart === 'refuse-mail') return done(refuseMail())
    const kept = await keep(raw, startedAt)
    if (modeAtStart === 'drop-before-reply') socketOf(session)?.destroy()
    if (modeAtStart === 'stall' || modeAtStart === 'drop-before-reply') return
    while (modeAtStart === 'delay-reply' && mode === 'delay-reply') await pause(10)
    kept.acknowledged = socketOf(session)?.writable ?? false
    done()
    if (modeAtStart === 'drop-after-reply') setImmediate(() => socketOf(session)?.destroySoon())
  }

  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    const port = Number(socket.remotePort)
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    async setMode(to) {
      if (to === mode) return
      const wasDown = mode === 'down'
      const wasStalling = mode === 'stall'
      mode = to
      if (to === 'down') server.server.close()
      if (['down', 'refuse-connection'].includes(to) || wasStalling) dropAll()
      if (!wasDown) return
      server.server.listen(port, '127.0.0.1')
      await once(server.server, 'listening')
    },
    stop: async () => {
      dropAll()
      await new Promise<void>((down) => server.close(() => down()))
    },
  }
}
