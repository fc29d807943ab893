import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  method: string
  path: string
  text: string
  fields: URLSearchParams
}

/** A shop's server that keeps what it is sent and answers what it is told to, 200 by default. */
export async function startListeningShop() {
  const received: Received[] = []
  let usual = { status: 200, body: '' }
  const answers: { status: number; body: string }[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?')
      const text = request.method === 'GET' ? query : body
      received.push({ method: request.method ?? '', path, text, fields: new URLSearchParams(text) })
      const { status, body: answer } = answers.shift() ?? usual
      response.writeHead(status).end(answer)
      for (const wake of waiting.splice(0)) wake()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    received,
    /** Forgets what came, and answers `answer` from now on. */
    reset(answer = { status: 200, body: '' }) {
      received.length = 0
      answers.length = 0
      usual = answer
    },
    /** What the next messages are answered with, in this order. */
    answerNext: (...next: { status: number; body: string }[]) => answers.push(...next),
    /** Waits until so many messages have come. */
    async receive(count: number): Promise<Received[]> {
      while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
      return received
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
