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

interface LoadOptions {
  connections?: number
  warmUpMs?: number
  measuredMs?: number
}

/** Journeys per second. @throws when a response is not the right one */
export const measureRate = async (
  url: string,
  journey: Journey,
  options: LoadOptions = {},
): Promise<number> => (await measureLoad(url, journey, options)).rate

/**
 * Journeys per second, and how long each took in milliseconds, on `connections` connections, each of which starts a new journey
 * when the last one has ended.
 * @throws when a response is not the right one
 */
export async function measureLoad(
  url: string,
  journey: Journey,
  { connections = CONNECTIONS, warmUpMs = WARM_UP_MS, measuredMs = MEASURED_MS }: LoadOptions = {},
): Promise<{ rate: number; times: number[] }> {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const send = sendOver(pool)
  const runFor = async (ms: number): Promise<number[]> => {
    const until = performance.now() + ms
    const times: number[] = []
    const lane = async () => {
      for (let began = performance.now(); began < until;) {
        await journey(send)
        const ended = performance.now()
        times.push(ended - began)
        began = ended
      }
    }
    await Promise.all(Array.from({ length: connections }, lane))
    return times
  }
  try {
    await runFor(warmUpMs)
    const began = performance.now()
    const times = await runFor(measuredMs)
    return { rate: (times.length * 1000) / (performance.now() - began), times }
  } finally {
    await pool.close()
  }
}

/** Sends requests over the connections of a pool. */
export const sendOver =
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
