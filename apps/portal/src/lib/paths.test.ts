import { describe, expect, it } from 'vitest'
import { localPath, pageHref, signInPath } from './paths.ts'

describe('localPath', () => {
  it.each([
    ['/shop/orders?status=PAID', '/shop/orders?status=PAID'],
    ['/shop/../other', '/other'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/..//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    [null, '/'],
  ])('turns %j into %j', (path, expected) => {
    expect(localPath(path)).toBe(expected)
  })
})

describe('signInPath', () => {
  it('keeps the page to return to and the reason', () => {
    expect(signInPath({ next: '/a/orders?status=PAID', reason: 'expired' })).toBe(
      '/sign-in?reason=expired&next=%2Fa%2Forders%3Fstatus%3DPAID',
    )
  })

  it('drops a return address on another site', () => {
    expect(signInPath({ next: '//evil.example' })).toBe('/sign-in')
  })
})

it('pageHref keeps the cursors of the pages visited and the other parameters', () => {
  expect(pageHref(['a', 'b'], { closed: '' })).toBe('?closed=&after=a&after=b')
})
