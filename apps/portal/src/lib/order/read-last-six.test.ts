import { expect, it } from 'vitest'
import { readLastSix } from './read-last-six.ts'

// The parts of a published test number of Visa.
const kept = '4242424242'

it('reads six digits without separators', () => {
  expect(readLastSix('42 42-42', kept)).toBe('424242')
  expect(readLastSix('Last six digits: 424242\n', kept)).toBe('424242')
  expect(readLastSix('', kept)).toBe('')
})

it('takes the last six digits of a whole card number that begins with the kept digits', () => {
  expect(readLastSix('4242 4242 4242 4242', kept)).toBe('424242')
})

it.each(['5555555555554444', '42424242424242424', '4242424'])('refuses other input: %s', (typed) => {
  expect(readLastSix(typed, kept)).toBeNull()
})
