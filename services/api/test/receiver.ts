import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'

/** A request to a receiver of webhooks. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void

/** A receiver of webhooks on this machine, which keeps what it receives and accepts it unless `answer` is replaced. */
export interface TestReceiver {
  url: string
  received: Received[]
  answer: Answer
  /** Waits until so many requests have come, and returns their bodies. */
  bodies<T = Record<string, unknown>>(count: number): Promise<T[]>
  stop(): Promise<void>
}

const accept: Answer = (response) => response.writeHead(204).end()

export async function startReceiver(answer: Answer = accept): Promise<TestReceiver> {
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        const received = { path: request.url ?? '', headers: request.headers, body }
        receiver.received.push(received)
        receiver.answer(response, received, request)
      },
      () => undefined,
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received: [],
    answer,
    async bodies<T>(count: number) {
      await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
      return receiver.received.map(({ body }) => JSON.parse(body) as T)
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}
