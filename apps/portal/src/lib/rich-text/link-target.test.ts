import { expect, test } from 'vitest'
import { readLinkTarget } from './link-target.ts'

test.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  [' example.com/shop ', 'https://example.com/shop'],
  ['été.example.fr', 'https://été.example.fr'],
  ['hello@example.com', 'mailto:hello@example.com'],
  ['mailto:hello@example.com', 'mailto:hello@example.com'],
  ['tel:+33123456789', 'tel:+33123456789'],
  ['/products/mug', '/products/mug'],
  ['//elsewhere.example', null],
  ['javascript:alert(1)', null],
  ['JAVASCRIPT:alert(1)', null],
  ['data:text/html,x', null],
  ['https://', null],
  ['two words', null],
  ['', null],
])('the link target “%s” is %s', (text, target) => {
  expect(readLinkTarget(text)).toBe(target)
})
