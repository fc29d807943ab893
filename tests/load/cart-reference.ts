/** The reference for carts: `node:http` with one Redis command per request. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'

process.once('disconnect', () => process.exit())

const redis = new Redis(process.env['REDIS_URL'] ?? '', { enableAutoPipelining: true })

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += String(part)))
  request.on('end', () => void respond(body).then((text) => response.end(text)))
})

async function respond(body: string): Promise<string> {
  const { visitor, add } = JSON.parse(body) as { visitor: string; add?: string }
  if (add) return JSON.stringify({ quantity: await redis.hincrby(`reference:${visitor}`, add, 1) })
  return JSON.stringify(await redis.hgetall(`reference:${visitor}`))
}

server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
