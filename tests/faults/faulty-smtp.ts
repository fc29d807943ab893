import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerSession } from 'smtp-server'

/** What the mail server does with who comes: `hesitate` says yes only once it is turned to something else. */
export const MOODS = [
  'accept',
  'away',
  'turn-away',
  'refuse-recipient',
  'refuse-mail',
  'stall',
  'drop-in-mail',
  'drop-before-yes',
  'drop-after-yes',
  'hesitate',
] as const

export type Mood = (typeof MOODS)[number]

export interface SeenMail {
  /** X-Triclic-Mail, -Order and -Payment. */
  kind: string
  order: string
  mark: string | null
  messageId: string
  text: string
  /** False when the server had all of it and the sender was never told. */
  answered: boolean
}

export interface FaultySmtp {
  url: string
  /** Every mail that the server had whole and did not refuse. */
  seen: SeenMail[]
  mood: () => Mood
  turn: (mood: Mood) => Promise<void>
  stop: () => Promise<void>
}

/** Answers of both sorts, in turn: come back later, and never. */
const refusals = (later: number, never: number) => {
  let turn = 0
  return () => {
    const responseCode = turn++ % 2 === 0 ? later : never
    return Object.assign(new Error('Refused'), { responseCode })
  }
}

/** A real SMTP server on a port of its own that misbehaves as it is told. */
export async function startFaultySmtp(): Promise<FaultySmtp> {
  const seen: SeenMail[] = []
  const sockets = new Map<number, Socket>()
  const refuseRecipient = refusals(450, 550)
  const refuseMail = refusals(451, 554)
  let mood: Mood = 'accept'

  const socketOf = ({ remotePort }: SMTPServerSession) => sockets.get(Number(remotePort))
  const dropAll = () => {
    for (const socket of sockets.values()) socket.destroy()
  }
  const keep = async (raw: Buffer): Promise<SeenMail> => {
    const mail = await simpleParser(raw)
    const header = (name: string) => mail.headers.get(name)?.toString() ?? null
    const mark = header('x-triclic-payment')
    const kind = header('x-triclic-mail') ?? ''
    const order = header('x-triclic-order') ?? ''
    const { messageId = '', text = '' } = mail
    const kept: SeenMail = { kind, order, mark, messageId, text, answered: false }
    seen.push(kept)
    return kept
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      if (mood !== 'turn-away') return done()
      done(Object.assign(new Error('Too busy'), { responseCode: 421 }))
    },
    onRcptTo(_address, _session, done) {
      done(mood === 'refuse-recipient' ? refuseRecipient() : null)
    },
    onData(stream, session, done) {
      const now = mood
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (now === 'drop-in-mail') socketOf(session)?.destroy()
      })
      stream.once('end', () => void judge(now, Buffer.concat(parts), session, done))
    },
  })

  async function judge(
    now: Mood,
    raw: Buffer,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    if (now === 'drop-in-mail') return
    if (now === 'refuse-mail') return done(refuseMail())
    const kept = await keep(raw)
    if (now === 'drop-before-yes') socketOf(session)?.destroy()
    if (now === 'stall' || now === 'drop-before-yes') return
    while (now === 'hesitate' && mood === 'hesitate') await pause(10)
    kept.answered = socketOf(session)?.writable ?? false
    done()
    if (now === 'drop-after-yes') setImmediate(() => socketOf(session)?.destroySoon())
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
    seen,
    mood: () => mood,
    async turn(to) {
      if (to === mood) return
      const wasAway = mood === 'away'
      const wasStalling = mood === 'stall'
      mood = to
      if (to === 'away') server.server.close()
      if (['away', 'turn-away'].includes(to) || wasStalling) dropAll()
      if (!wasAway) return
      server.server.listen(port, '127.0.0.1')
      await once(server.server, 'listening')
    },
    stop: async () => {
      dropAll()
      await new Promise<void>((down) => server.close(() => down()))
    },
  }
}
