import { describe, expect, it } from 'vitest'
import { catalogLink, readCatalogQuery } from './read-catalog-query.ts'

describe('catalog links', () => {
  it.each([
    '/catalog',
    '/catalog?search=bol+bleu&sort=PRICE_ASC',
    '/catalog?collection=lampes&after=c1&after=c%2F2',
  ])('read and write %s alike', (link) => {
    expect(catalogLink(readCatalogQuery(new URL(link, 'http://shop').searchParams))).toBe(link)
  })
  it('falls back to names in order for an unknown sort', () => {
    expect(readCatalogQuery(new URLSearchParams('sort=RANDOM')).sort).toBe('NAME')
  })
  it('bounds what is searched for, and leaves out what nobody types', () => {
    expect(readCatalogQuery(new URLSearchParams('search=a%00b')).search).toBe('a b')
    expect(readCatalogQuery(new URLSearchParams({ search: ` ${'x'.repeat(200)}` })).search).toHaveLength(100)
  })
})
