import { describe, expect, it } from 'vitest'
import { readFragment } from './read-fragment.ts'

describe('readFragment', () => {
  it('parts code and token at the first dot', () => {
    expect(readFragment('#K7Q2.abc.def-_')).toEqual({ code: 'K7Q2', token: 'abc.def-_' })
  })
  it.each(['', '#', '#K7Q2', '#K7Q2.', '#.abc', 'K7Q2.abc'])('refuses %j', (hash) => {
    expect(readFragment(hash)).toBeNull()
  })
})
