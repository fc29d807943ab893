import { Pool } from 'undici'

/** One request and what shows that its answer is right. */
export interface Ask {
  path: string
  headers: Record<string, string>
  body: string
  isRight: (answer: string) => boolean
}

const CONNECTIONS = 16
const WARM_MS = 2_000
const MEASURE_MS = 5_000

/**
 * Walks per second: `walk` runs over and over on sixteen connections at once, each waiting for its answers.
 * @throws when an answer is not the right one
 */
export async function measureRate(
  url: string,
  walk: (ask: (one: Ask) => Promise<Answer>) => Promise<void>,
): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 })
  const ask = askOf(pool)
  let walks = 0
  let until = Date.now() + WARM_MS
  const walkOn = async () => {
    while (Date.now() < until) {
      await walk(ask)
      walks++
    }
  }
  const all = () => Promise.all(Array.from({ length: CONNECTIONS }, walkOn))
  try {
    await all()
    walks = 0
    const began = process.hrtime.bigint()
    until = Date.now() + MEASURE_MS
    await all()
    return walks / (Number(process.hrtime.bigint() - began) / 1e9)
  } finally {
    await pool.close()
  }
}

export interface Answer {
  text: string
  header: (name: string) => string
}

const askOf =
  (pool: Pool) =>
  async ({ path, headers, body, isRight }: Ask): Promise<Answer> => {
    const {
      statusCode,
      headers: answered,
      body: stream,
    } = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await stream.text()
    if (statusCode !== 200 || !isRight(text))
      throw new Error(`A wrong answer (${statusCode}) to ${body.slice(0, 60)}…: ${text.slice(0, 300)}`)
    return { text, header: (name) => String(answered[name] ?? '') }
  }

/** Asks outside of any measuring, on connections of their own. */
export async function withAsker<T>(
  url: string,
  work: (ask: (one: Ask) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const pool = new Pool(url, { connections: CONNECTIONS })
  try {
    return await work(askOf(pool))
  } finally {
    await pool.close()
  }
}
