import { Client } from 'pg'
import type { Logger } from '../log.ts'

/**
 * Listens to PostgreSQL's NOTIFY on a connection of its own and comes back by itself.
 * `onConnect` runs at each (re)connection: what was said meanwhile is lost, so listeners start anew there.
 */
export function listen(
  databaseUrl: string,
  handlers: Record<string, (payload: string) => void>,
  onConnect: () => void,
  log: Logger,
): { close(): Promise<void> } {
  let client: Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const again = () => {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void open()
    }, 500)
  }

  const open = async () => {
    client = new Client({
      connectionString: databaseUrl,
      application_name: 'triclic_listen',
      keepAlive: true,
    })
    client.on('error', (error) => {
      log.warn({ err: error.message }, 'The listening connection broke')
      again()
    })
    client.on('end', again)
    client.on('notification', ({ channel, payload }) => handlers[channel]?.(payload ?? ''))
    try {
      await client.connect()
      for (const channel of Object.keys(handlers)) await client.query(`listen ${channel}`)
      onConnect()
    } catch {
      again()
    }
  }

  void open()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
