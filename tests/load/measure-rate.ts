import { Pool } from 'undici'

/** One request, and how to recognise the right response. */
export interface LoadRequest {
  path: string
  headers: Record<string, string>
  body: string
  isRight: (response: string) => boolean
}

export interface LoadResponse {
  text: string
  header: (name: string) => string
}

/** Sends a request. @throws when the response is not the right one */
export type Send = (request: LoadRequest) => Promise<LoadResponse>

/** What one visitor does, request after request. */
export type Journey = (send: Send) => Promise<void>

const CONNECTIONS = 16
const WARM_UP_MS = 2_000
const MEASURED_MS = 5_000

/** How long one measurement keeps the server busy, in seconds. */
export const MEASUREMENT_SECONDS = (WARM_UP_MS + MEASURED_MS) / 1000

/**
 * Journeys per second on sixteen connections, each of which starts a new journey when the last one has ended.
 * @throws when a response is not the right one
 */
export async function measureRate(
  url: string,
  journey: Journey,
  { warmUpMs = WARM_UP_MS, measuredMs = MEASURED_MS } = {},
): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 })
  const send = sendOver(pool)
  let completed = 0
  const runFor = async (ms: number): Promise<void> => {
    const until = Date.now() + ms
    const lane = async () => {
      while (Date.now() < until) {
        await journey(send)
        completed++
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  }
  try {
    await runFor(warmUpMs)
    completed = 0
    const began = process.hrtime.bigint()
    await runFor(measuredMs)
    return completed / (Number(process.hrtime.bigint() - began) / 1e9)
  } finally {
    await pool.close()
  }
}

const sendOver =
  (pool: Pool): Send =>
  async ({ path, headers, body, isRight }) => {
    const {
      statusCode,
      headers: received,
      body: stream,
    } = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await stream.text()
    if (statusCode !== 200 || !isRight(text))
      throw new Error(`Wrong response (${statusCode}) to ${body.slice(0, 60)}…: ${text.slice(0, 300)}`)
    return { text, header: (name) => String(received[name] ?? '') }
  }

/**
 * Sends requests outside a measurement, on its own connections.
 * @param localAddress the loopback address that the requests come from
 */
export async function withConnections<T>(
  url: string,
  work: (send: Send) => Promise<T>,
  localAddress = '127.0.0.1',
): Promise<T> {
  const pool = new Pool(url, { connections: CONNECTIONS, localAddress })
  try {
    return await work(sendOver(pool))
  } finally {
    await pool.close()
  }
}
