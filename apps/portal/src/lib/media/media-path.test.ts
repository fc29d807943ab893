import { expect, test } from 'vitest'
import { mediaPath } from './media-path.ts'

test.each(['demo/lamp.svg', '019ad2a1-0000-7000-8000-000000000000/a-b_c/320.webp'])(
  '%s is a picture',
  (path) => {
    expect(mediaPath(path)).toBe(`/media/${path}`)
    expect(new URL(`https://api.test${mediaPath(path)}`).pathname).toBe(`/media/${path}`)
  },
)

// As SvelteKit passes them: `..%2f` is decoded.
test.each([
  '',
  '..',
  '../health/live',
  '../../health/live',
  'a/../../health/live',
  'a/./b',
  '.env',
  'a//b',
  'a/',
  '/a',
  'a\\..\\b',
  '%2e%2e/health',
  'a?b',
  'a#b',
  'a\0.webp',
  'é.webp',
])('%j is none', (path) => {
  expect(mediaPath(path)).toBeNull()
})
