import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that the shop's server received. `text` is the encoded form. */
export interface Received {
  method: string
  path: string
  text: string
  fields: URLSearchParams
}

/** Starts a shop's server that records requests and responds as configured, with status 200 by default. */
export async function startFakeShop() {
  const received: Received[] = []
  let defaultAnswer = { status: 200, body: '' }
  const nextAnswers: { status: number; body: string }[] = []
  const waiters: (() => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?')
      const text = request.method === 'GET' ? query : body
      received.push({ method: request.method ?? '', path, text, fields: new URLSearchParams(text) })
      const { status, body: answer } = nextAnswers.shift() ?? defaultAnswer
      response.writeHead(status).end(answer)
      for (const resolve of waiters.splice(0)) resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    received,
    /** Clears the recorded requests and sets the default response. */
    reset(answer = { status: 200, body: '' }) {
      received.length = 0
      nextAnswers.length = 0
      defaultAnswer = answer
    },
    /** Sets the responses to the next requests, in this order. */
    answerNext: (...next: { status: number; body: string }[]) => nextAnswers.push(...next),
    /** Waits until `count` requests have been received since the last reset. */
    async waitForRequests(count: number): Promise<Received[]> {
      while (received.length < count) await new Promise<void>((resolve) => waiters.push(resolve))
      return received
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
