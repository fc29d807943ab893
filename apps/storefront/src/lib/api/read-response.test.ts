import { describe, expect, it } from 'vitest'
import { readResponse } from './read-response.ts'

function respond(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

describe('readResponse', () => {
  it('returns the data', async () => {
    expect(await readResponse(respond(200, { data: { a: 1 } }))).toEqual({ a: 1 })
  })
  it('throws the code of the first error with the Retry-After delay', async () => {
    const rateLimited = respond(
      429,
      { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
      { 'retry-after': '7' },
    )
    await expect(readResponse(rateLimited)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 7,
    })
  })
  it('throws when a response has both partial data and errors', async () => {
    const partial = respond(200, {
      data: { cart: null },
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    })
    await expect(readResponse(partial)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
  it('reports a response that is not GraphQL as an unexpected error', async () => {
    for (const response of [respond(200, '<html>'), respond(404, 'null'), respond(500, '{}')])
      await expect(readResponse(response)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  })
  it('reports a connection that breaks within the response as SERVICE_UNAVAILABLE', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    })
    await expect(readResponse(new Response(broken))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
  it('reports the error page of a proxy as SERVICE_UNAVAILABLE and keeps the cause', async () => {
    await expect(readResponse(respond(502, '<html>'))).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      cause: expect.any(SyntaxError),
    })
  })
  it('reports a 429 without a GraphQL body as RATE_LIMITED', async () => {
    await expect(readResponse(respond(429, 'null'))).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })
})
