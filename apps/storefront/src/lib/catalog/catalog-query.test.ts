import { describe, expect, it } from 'vitest'
import { catalogUrl, parseCatalogQuery } from './catalog-query.ts'

describe('catalogUrl', () => {
  it.each([
    '/catalog',
    '/catalog?search=bol+bleu&sort=PRICE_ASC',
    '/catalog?search=bol+bleu',
    '/catalog?search=bol+bleu&sort=NAME',
    '/catalog?collection=lampes&after=c1&after=c%2F2',
  ])('rebuilds %s from its parsed query', (url) => {
    expect(catalogUrl(parseCatalogQuery(new URL(url, 'http://shop').searchParams))).toBe(url)
  })
})

describe('parseCatalogQuery', () => {
  it.each(['sort=RANDOM', 'sort=constructor', ''])('sorts by name for %j', (parameters) => {
    expect(parseCatalogQuery(new URLSearchParams(parameters)).sort).toBe('NAME')
  })
  it('shows the best matches of a search first', () => {
    expect(parseCatalogQuery(new URLSearchParams('search=bol')).sort).toBe('RELEVANCE')
  })
  it('replaces control characters in the search text', () => {
    expect(parseCatalogQuery(new URLSearchParams('search=a%00b')).search).toBe('a b')
  })
  it('cuts the search text at 100 characters', () => {
    expect(parseCatalogQuery(new URLSearchParams({ search: ` ${'x'.repeat(200)}` })).search).toHaveLength(100)
  })
})
