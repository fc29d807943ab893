import { describe, expect, it } from 'vitest'
import { placeCardErrors } from './place-card-errors.ts'

describe('placeCardErrors', () => {
  it('follows the path, else the code', () => {
    expect(
      placeCardErrors([
        { code: 'NOT_A_CARD_NUMBER', message: 'number', field: ['card', 'number'] },
        { code: 'INVALID_EXPIRY', message: 'month', field: ['card', 'expiryMonth'] },
        { code: 'CARD_EXPIRED', message: 'later', field: ['card', 'expiryYear'] },
        { code: 'CARD_TYPE_MISMATCH', message: 'brand', field: null },
        { code: 'ORDER_NOT_PAYABLE', message: 'paid already', field: ['orderCode'] },
      ]),
    ).toEqual({ number: 'number', expiry: 'month', brand: 'brand', form: ['paid already'] })
  })
})
