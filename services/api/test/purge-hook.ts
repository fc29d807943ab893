import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PurgeCall {
  everything: boolean
  tags: string[]
}

/** A receiver of purges as an operator writes one. Calls with a wrong signature are answered 403. */
export async function startPurgeHook(secret: string, onCall: (call: PurgeCall) => void = () => undefined) {
  const calls: PurgeCall[] = []
  const hook = { calls, refused: 0, status: 204 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (text: Buffer) => (body += String(text)))
    request.on('end', () => {
      const [time = '', ...signatures] = String(request.headers['x-triclic-signature']).split(',')
      const expected = createHmac('sha256', secret)
        .update(`${time.slice(2)}.${body}`)
        .digest('hex')
      if (!signatures.includes(`v1=${expected}`)) {
        hook.refused++
        response.writeHead(403).end()
        return
      }
      if (hook.status < 300) {
        const call = JSON.parse(body) as PurgeCall
        calls.push(call)
        onCall(call)
      }
      response.writeHead(hook.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(hook, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
