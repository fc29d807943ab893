import { describe, expect, it } from 'vitest'
import { joinNumber } from './index.ts'

describe('joinNumber', () => {
  it('gives the number and its brand', () => {
    expect(joinNumber('4242424242', '424242')).toEqual({ number: '4242424242424242', brand: 'VISA' })
    expect(joinNumber('4242 4242 42', '42-42 42')).toEqual({ number: '4242424242424242', brand: 'VISA' })
    expect(joinNumber('378282246', '310005')).toEqual({
      number: '378282246310005',
      brand: 'AMERICAN_EXPRESS',
    })
  })

  it.each([
    ['another six', '4242424242', '424241', '4242424242424241'],
    ['five digits', '4242424242', '42424', '424242424242424'],
    ['five digits of a valid number', '42424242424', '24242', '4242424242424242'],
    ['seven digits of a valid number', '424242424', '2424242', '4242424242424242'],
    ['nothing kept', '', '424242', '424242'],
    ['nothing missing', '4242424242424242', '', '4242424242424242'],
    ['a letter in the six', '4242424242', '42424a', '424242424242424a'],
    ['a letter kept', '424242424x', '42 42 42', '424242424x424242'],
    ['full-width six', '4242424242', '４２４２４２', '4242424242４２４２４２'],
    ['another scheme', '6011111111', '111117', '6011111111111117'],
  ])('knows no brand with %s', (_, kept, missing, number) => {
    expect(joinNumber(kept, missing)).toEqual({ number, brand: null })
  })

  it('takes what is no text for nothing', () => {
    expect(joinNumber(4242424242 as never, '424242')).toEqual({ number: '424242', brand: null })
    expect(joinNumber('4242424242', null as never)).toEqual({ number: '4242424242', brand: null })
  })
})
