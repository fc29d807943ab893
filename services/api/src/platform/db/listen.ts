import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { reportUnexpectedError } from '@triclic/telemetry'
import { Client } from 'pg'
import { withTimeout } from '../../kernel/with-timeout.ts'
import type { Logger } from '../log.ts'
import { reportFailure } from '../telemetry/report-failure.ts'

const RECONNECT_MS = 500
const ANSWER_MS = 5_000

interface ListenOptions {
  databaseUrl: string
  /** What to do when notified, by channel. Notifications of this product carry nothing: every role could read them. */
  handlers: Record<string, () => void>
  /** Runs at the first connection and after each reconnection. Notifications sent in between are lost: reload here. */
  onConnect: () => void
  log: Logger
  /** How often the connection is checked, in milliseconds. */
  heartbeatMs?: number
  /** How long the database may take to respond to a check, in milliseconds. */
  answerMs?: number
}

/**
 * Receives PostgreSQL notifications on a connection of its own and reconnects when it breaks. A heartbeat finds connections
 * that are dead without an error, for instance behind a firewall that dropped them.
 */
export function listen({
  databaseUrl,
  handlers,
  onConnect,
  log,
  heartbeatMs = 15_000,
  answerMs = ANSWER_MS,
}: ListenOptions): { close(): Promise<void> } {
  const closing = new AbortController()
  const { signal } = closing
  let isInterrupted = false

  /** Serves one connection. @throws when it breaks, and when the listener is closed */
  const serve = async (): Promise<never> => {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'triclic_listen',
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
    })
    // Rejects at the first error of the connection, and when the listener is closed.
    const ended = once(client, 'end', { signal })
    // Without a listener, an error after the first would end the process.
    client.on('error', () => undefined)
    client.on('notification', ({ channel }) => {
      try {
        handlers[channel]?.()
      } catch (error) {
        // Thrown from an event listener, it would end the process.
        reportUnexpectedError(log, 'database-listener', error, { channel })
      }
    })
    try {
      await Promise.race([ended, receive(client)])
      throw new Error('The server closed the connection')
    } finally {
      await withTimeout(client.end(), 1000).catch(() => undefined)
    }
  }

  const receive = async (client: Client): Promise<never> => {
    await client.connect()
    for (const channel of Object.keys(handlers)) await client.query(`listen ${channel}`)
    onConnect()
    if (isInterrupted) log.info('Listening for database notifications again')
    isInterrupted = false
    for (;;) {
      await pause(heartbeatMs, undefined, { signal })
      await withTimeout(client.query('select 1'), answerMs)
    }
  }

  const run = async () => {
    while (!signal.aborted) {
      await serve().catch((error: unknown) => {
        const message = 'Lost the connection for database notifications; reconnecting'
        if (!isInterrupted && !signal.aborted) reportFailure(log, 'database-listener', error, {}, message)
        isInterrupted = true
      })
      await pause(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  const ended = run()
  return {
    async close() {
      closing.abort()
      await ended
    },
  }
}
