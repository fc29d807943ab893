import { describe, expect, it } from 'vitest'
import { isOrderCode, parseOrderLink } from './order-link.ts'

describe('parseOrderLink', () => {
  it('splits code and token at the first dot', () => {
    expect(parseOrderLink('#K7Q2.abc.def-_')).toEqual({ code: 'K7Q2', token: 'abc.def-_' })
  })
  it.each(['', '#', '#K7Q2', '#K7Q2.', '#.abc', 'K7Q2.abc'])(
    'returns null for the incomplete hash %j',
    (hash) => {
      expect(parseOrderLink(hash)).toBeNull()
    },
  )
})

describe('isOrderCode', () => {
  it.each(['K7Q2', 'a-b_c'])('accepts %j', (code) => expect(isOrderCode(code)).toBe(true))
  it.each(['', 'a b', 'a=b', 'a;b', '\u0000', 'x'.repeat(65)])('rejects %j', (code) =>
    expect(isOrderCode(code)).toBe(false),
  )
})
