import { describe, expect, it } from 'vitest'
import { parseCheckoutForm, readTextFields, withoutCardNumbers } from './parse-checkout-form.ts'

const values = {
  email: ' ada@example.org ',
  'billingAddress.firstName': 'Ada',
  'billingAddress.city': ' Lyon ',
  'billingAddress.countryCode': 'FR',
  'shippingAddress.city': 'Nice',
  expectedTotal: '4200',
  note: '  ',
}

describe('parseCheckoutForm', () => {
  it('trims values, and turns empty optional fields into null', () => {
    expect(parseCheckoutForm(values)).toMatchObject({
      email: 'ada@example.org',
      billingAddress: { firstName: 'Ada', city: 'Lyon', company: null, lastName: '' },
      shippingAddress: null,
      shippingMethodId: null,
      expectedTotal: 4200,
      note: null,
    })
  })
  it('uses the shipping address only if the buyer asked for a different one', () => {
    expect(parseCheckoutForm({ ...values, shipToDifferentAddress: 'on' }).shippingAddress).toMatchObject({
      city: 'Nice',
    })
  })
  it.each(['x', ''])('ignores the expected total %j', (expectedTotal) => {
    expect(parseCheckoutForm({ ...values, expectedTotal }).expectedTotal).toBeNull()
  })
})

describe('readTextFields', () => {
  it('ignores files', () => {
    const form = new FormData()
    form.set('note', 'ring twice')
    form.set('file', new Blob(['x']))
    expect(readTextFields(form)).toEqual({ note: 'ring twice' })
  })
})

describe('withoutCardNumbers', () => {
  it('removes the values that contain a card number, and keeps telephone numbers that look like a short one', () => {
    const kept = { 'billingAddress.phone': '4222 2222 22222', note: 'Building 4242' }
    const removed = { 'billingAddress.city': '4242-4242 4242 4242', company: 'No. 4242424242424242' }
    expect(withoutCardNumbers({ ...kept, ...removed })).toEqual(kept)
  })
})
