import type { RequestEvent } from '@sveltejs/kit'
import { expect, it, vi } from 'vitest'
import type { UserError } from '#lib/api/documents/fragments.ts'
import { RequestError } from '#lib/api/request-error.ts'
import { submitToApi } from './submit-to-api.ts'

vi.spyOn(process.stdout, 'write').mockReturnValue(true)

const event = {
  request: new Request('http://shop/cart', { method: 'POST' }),
  route: { id: '/cart' },
  locals: { shopConfig: null },
} as unknown as RequestEvent

it('returns the result of an operation without user errors', async () => {
  const result = { userErrors: [], code: 'K7Q2' }
  expect(await submitToApi(event, {}, async () => result)).toEqual({ result, failure: null })
})

it('fails with status 400, the user errors and the submitted values', async () => {
  const userErrors: UserError[] = [{ code: 'OUT_OF_STOCK', message: 'Only 2 left', field: ['quantity'] }]
  const { failure } = await submitToApi(event, { quantity: 3 }, async () => ({ userErrors }))
  expect(failure).toMatchObject({ status: 400, data: { quantity: 3, userErrors, requestError: null } })
})

it('fails with the HTTP status of a request error and logs it', async () => {
  const { failure } = await submitToApi(event, { quantity: 3 }, async () => {
    throw new RequestError('SERVICE_UNAVAILABLE')
  })
  expect(failure).toMatchObject({
    status: 503,
    data: { quantity: 3, userErrors: [], requestError: 'SERVICE_UNAVAILABLE' },
  })
  expect(process.stdout.write).toHaveBeenCalledWith(expect.stringContaining('SERVICE_UNAVAILABLE'))
})

it('throws unexpected errors', async () => {
  const unexpected = new TypeError('unexpected')
  await expect(submitToApi(event, {}, () => Promise.reject(unexpected))).rejects.toBe(unexpected)
})
