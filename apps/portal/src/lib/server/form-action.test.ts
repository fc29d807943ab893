import type { RequestEvent } from '@sveltejs/kit'
import { describe, expect, it, vi } from 'vitest'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import type { UserError } from '#lib/user-error.ts'
import { formAction } from './form-action.ts'
import { requireTexts } from './form-data.ts'
import { MerchantApiError, requestMerchantApi } from './merchant-api.ts'

vi.mock('./merchant-api.ts', () => ({
  requestMerchantApi: vi.fn(),
  MerchantApiError: class extends Error {
    constructor(
      readonly code: string,
      readonly retryAfterSeconds?: number,
    ) {
      super(code)
    }
  },
}))

type Result = { rename: { name: string | null; userErrors: UserError[] } }

const action = formAction({
  document: {} as TadaDocumentNode<Result, { name: string }>,
  variables: (form) => requireTexts(form, { name: 'Enter a name.' }),
  onSuccess: ({ name }) => ({ name }),
  givesBack: ['name', 'note', 'absent'],
})

function submit(name: string, others: Record<string, string | string[]> = {}) {
  const body = new FormData()
  for (const [field, values] of Object.entries({ name, ...others }))
    for (const value of [values].flat()) body.append(field, value)
  const url = new URL('http://portal.test/shop/orders?/rename')
  const event = {
    request: new Request(url, { method: 'POST', body }),
    url,
    params: {},
    locals: { requestId: '0199-request' },
    cookies: { delete: vi.fn() },
  }
  return action(event as unknown as RequestEvent)
}

const taken = { code: 'NAME_TAKEN', field: ['name'], message: 'Already used.' }

describe('formAction', () => {
  it('returns what onSuccess builds from the payload', async () => {
    vi.mocked(requestMerchantApi).mockResolvedValueOnce({ rename: { name: 'Lumen', userErrors: [] } })
    expect(await submit(' Lumen ')).toEqual({ name: 'Lumen' })
    expect(requestMerchantApi).toHaveBeenLastCalledWith(expect.anything(), expect.anything(), {
      name: 'Lumen',
    })
  })

  it('returns an empty required field as an error of the form, without a request', async () => {
    vi.mocked(requestMerchantApi).mockClear()
    const errors = [{ code: 'REQUIRED', field: ['name'], message: 'Enter a name.' }]
    expect(await submit(' ')).toMatchObject({ status: 400, data: { errors } })
    expect(requestMerchantApi).not.toHaveBeenCalled()
  })

  it('returns the user errors of the API with status 422', async () => {
    vi.mocked(requestMerchantApi).mockResolvedValueOnce({ rename: { name: null, userErrors: [taken] } })
    expect(await submit('Lumen')).toMatchObject({ status: 422, data: { errors: [taken] } })
  })

  it('gives back what was typed into the named fields alone, exactly as typed', async () => {
    vi.mocked(requestMerchantApi).mockResolvedValueOnce({ rename: { name: null, userErrors: [taken] } })
    const others = { note: 'two words ', password: 'correct horse', otp: '123456' }
    expect(await submit(' Lumen', others)).toMatchObject({
      data: { action: 'rename', typed: { name: ' Lumen', note: 'two words ' } },
    })
    vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('RATE_LIMITED'))
    expect(Object.keys(((await submit('Lumen', others)) as { data: { typed: object } }).data.typed)).toEqual([
      'name',
      'note',
    ])
  })

  it('gives back every ticked choice', async () => {
    vi.mocked(requestMerchantApi).mockResolvedValueOnce({ rename: { name: null, userErrors: [taken] } })
    expect(await submit('Lumen', { note: ['order.read', 'stock.write'] })).toMatchObject({
      data: { typed: { name: 'Lumen', note: 'order.read\nstock.write' } },
    })
  })

  it('never gives back a card number, whatever surrounds it', async () => {
    const others = { note: 'card 4242-4242 4242.4242, thanks' }
    expect(await submit('', others)).toMatchObject({ data: { typed: { name: '' } } })
    expect(JSON.stringify(await submit('', others))).not.toContain('4242')
  })

  it('returns a failed request as an error of the whole form', async () => {
    vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('RATE_LIMITED'))
    const errors = [
      { code: 'RATE_LIMITED', field: null, message: expect.stringContaining('Too many') as string },
    ]
    expect(await submit('Lumen')).toMatchObject({ status: 429, data: { errors } })
  })

  it('says how long to wait after too many attempts, in seconds or whole minutes', async () => {
    const messageAfter = async (seconds: number) => {
      vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('RATE_LIMITED', seconds))
      return JSON.stringify(await submit('Lumen'))
    }
    expect(await messageAfter(32)).toContain('Try again in 32 seconds.')
    expect(await messageAfter(61)).toContain('Try again in 2 minutes.')
  })

  it('shows the request id of an unexpected error, and of no other', async () => {
    vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('INTERNAL_SERVER_ERROR'))
    const messageOf = async () => JSON.stringify(await submit('Lumen'))
    expect(await messageOf()).toContain('contact support. Reference 0199-request')
    vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('RATE_LIMITED'))
    expect(await messageOf()).not.toContain('0199-request')
  })

  it('redirects to sign in when the session has expired', async () => {
    vi.mocked(requestMerchantApi).mockRejectedValueOnce(new MerchantApiError('UNAUTHENTICATED'))
    await expect(submit('Lumen')).rejects.toMatchObject({
      status: 303,
      location: '/sign-in?reason=expired&next=%2Fshop%2Forders',
    })
  })
})
