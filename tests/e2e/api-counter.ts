import { createServer, request as sendRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface ApiRequests {
  queries: number
  mutations: number
}

/** A proxy in front of an API that counts what passes through. */
export interface ApiCounter {
  url: string
  /** Sets the base URL of the API to which requests are passed. */
  forwardTo: (apiUrl: string) => void
  /** The requests since the last call. */
  take: () => ApiRequests
  /** The number of requests so far for an operation with this name. */
  countOf: (operation: string) => number
  /** Answers the next request itself. */
  answerNext: (status: number, headers: Record<string, string>) => void
  stop: () => Promise<void>
}

export async function startApiCounter(): Promise<ApiCounter> {
  let apiUrl = ''
  let counted: ApiRequests = { queries: 0, mutations: 0 }
  const counts = new Map<string, number>()
  let ownAnswer: { status: number; headers: Record<string, string> } | null = null
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    // The others are for pictures.
    if (request.method === 'POST') {
      const { query } = JSON.parse(body.toString()) as { query: string }
      counted[/^\s*mutation\b/.test(query) ? 'mutations' : 'queries']++
      const operation = /\w+\s+(\w+)/.exec(query)?.[1] ?? ''
      counts.set(operation, (counts.get(operation) ?? 0) + 1)
    }
    if (ownAnswer) {
      response.writeHead(ownAnswer.status, ownAnswer.headers).end()
      ownAnswer = null
      return
    }
    const { method, headers } = request
    sendRequest(new URL(request.url ?? '/', apiUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
      .on('error', (error) => response.destroy(error))
      .end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (url) => void (apiUrl = url),
    take() {
      const taken = counted
      counted = { queries: 0, mutations: 0 }
      return taken
    },
    countOf: (operation) => counts.get(operation) ?? 0,
    answerNext: (status, headers) => void (ownAnswer = { status, headers }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
