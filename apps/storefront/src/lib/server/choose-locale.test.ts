import { describe, expect, it } from 'vitest'
import { chooseLocale } from './choose-locale.ts'

describe('chooseLocale', () => {
  it.each([
    [null, null, 'fr-FR', 'fr'],
    [null, 'en-GB,en;q=0.9', 'fr-FR', 'en'],
    [null, 'de,fr;q=0.3,en;q=0.8', 'fr-FR', 'en'],
    [null, 'de-DE,de', 'fr-FR', 'fr'],
    [null, 'en;q=0', 'fr', 'fr'],
    ['fr', 'en', 'en', 'fr'],
    ['xx', 'en', 'fr', 'en'],
    [null, null, null, 'en'],
    [null, '*', 'fr', 'fr'],
  ])('buyer chose %j, browser sends %j, shop is %j: uses %s', (chosen, browser, shop, expected) => {
    expect(chooseLocale(chosen, browser, shop)).toBe(expected)
  })
})
