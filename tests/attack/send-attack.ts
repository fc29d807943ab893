import { Agent, request } from 'node:http'
import type { Attack } from './attack.ts'

export interface Answer {
  status: number
  /** Names and values of the headers, then the body. */
  text: string
}

/** A request that is not answered in this time never will be. */
const HANGING_MS = 60_000
/** What the API reads of a body. It answers a longer one early, which some clients only see as a closed connection. */
const MAX_BODY = 100_000

/** Sends attacks over connections that are kept, and returns their answers; null if a body that is too long was cut off. */
export function createAttacker(api: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: ({ method, path, headers, body }: Attack): Promise<Answer | null> =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? undefined : Buffer.byteLength(body)
        const sent = request(
          // Not through URL, which would repair the path.
          {
            ...originOf(api),
            method,
            path,
            agent,
            headers: length === undefined ? headers : { ...headers, 'content-length': String(length) },
            signal: AbortSignal.timeout(HANGING_MS),
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('error', reject)
            response.on('end', () => {
              const head = response.rawHeaders.join('\n')
              resolve({
                status: response.statusCode ?? 0,
                text: `${head}\n\n${Buffer.concat(chunks).toString('utf8')}`,
              })
            })
          },
        )
        sent.on('error', (error) => (length && length > MAX_BODY ? resolve(null) : reject(error)))
        sent.end(body)
      }),
    stop: () => agent.destroy(),
  }
}

function originOf(api: string): { host: string; port: string } {
  const { hostname, port } = new URL(api)
  return { host: hostname, port }
}
