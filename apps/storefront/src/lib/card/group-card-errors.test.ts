import { expect, it } from 'vitest'
import { groupCardErrors } from './group-card-errors.ts'

it('assigns each error by its field path, else by its code, else to the form', () => {
  expect(
    groupCardErrors([
      { code: 'NOT_A_CARD_NUMBER', message: 'number', field: ['card', 'number'] },
      { code: 'INVALID_EXPIRY', message: 'month', field: ['card', 'expiryMonth'] },
      { code: 'CARD_EXPIRED', message: 'second message for the expiry', field: ['card', 'expiryYear'] },
      { code: 'CARD_TYPE_MISMATCH', message: 'brand', field: null },
      { code: 'ORDER_NOT_PAYABLE', message: 'already paid', field: ['orderCode'] },
    ]),
  ).toEqual({ number: 'number', expiry: 'month', brand: 'brand', form: ['already paid'] })
})
