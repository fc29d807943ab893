import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

describe('readAnswer', () => {
  it('gives the data', async () => {
    expect(await readAnswer(answer(200, { data: { a: 1 } }))).toEqual({ a: 1 })
  })
  it('speaks the code of the first error, with the wait it asks for', async () => {
    const limited = answer(
      429,
      { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
      { 'retry-after': '7' },
    )
    await expect(readAnswer(limited)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 7 })
  })
  it('prefers errors over partial data', async () => {
    const partial = answer(200, {
      data: { cart: null },
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    })
    await expect(readAnswer(partial)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
  it('takes what is no GraphQL for an API that is away', async () => {
    await expect(readAnswer(answer(502, '<html>'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
})
