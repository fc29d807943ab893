import { describe, expect, it } from 'vitest'
import { readCheckoutForm, readTyped } from './read-checkout-form.ts'

const typed = {
  email: ' ada@example.org ',
  'billingAddress.firstName': 'Ada',
  'billingAddress.city': ' Lyon ',
  'billingAddress.countryCode': 'FR',
  'shippingAddress.city': 'Nice',
  expectedTotal: '4200',
  note: '  ',
}

describe('readCheckoutForm', () => {
  it('trims, and leaves what is empty out', () => {
    expect(readCheckoutForm(typed)).toMatchObject({
      email: 'ada@example.org',
      billingAddress: { firstName: 'Ada', city: 'Lyon', company: null, lastName: '' },
      shippingAddress: null,
      shippingMethodId: null,
      expectedTotal: 4200,
      note: null,
    })
  })
  it('delivers elsewhere only when asked to', () => {
    expect(readCheckoutForm({ ...typed, elsewhere: 'on' }).shippingAddress).toMatchObject({ city: 'Nice' })
  })
  it('expects no total that is none', () => {
    expect(readCheckoutForm({ ...typed, expectedTotal: 'x' }).expectedTotal).toBeNull()
    expect(readCheckoutForm({ ...typed, expectedTotal: '' }).expectedTotal).toBeNull()
  })
})

describe('readTyped', () => {
  it('keeps text alone', () => {
    const form = new FormData()
    form.set('note', 'ring twice')
    form.set('file', new Blob(['x']))
    expect(readTyped(form)).toEqual({ note: 'ring twice' })
  })
})
