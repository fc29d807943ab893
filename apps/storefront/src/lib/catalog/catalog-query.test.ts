import { describe, expect, it } from 'vitest'
import { catalogUrl, hasDefaults, neighbourUrl, parseCatalogQuery } from './catalog-query.ts'

const parse = (text: string) => parseCatalogQuery(new URLSearchParams(text))

describe('catalogUrl', () => {
  it.each([
    '/catalog',
    '/catalog?search=bol+bleu&sort=PRICE_ASC',
    '/catalog?search=bol+bleu',
    '/catalog?search=bol+bleu&sort=NAME',
    '/catalog?collection=lampes&after=c%2F2&page=3',
    '/catalog?collection=lampes&before=c1&page=2',
    '/catalog?price_min=12.50&price_max=40&in_stock=1&option.Taille=S&option.Taille=M&option.Bois=Ch%C3%AAne&in=lampes&in=table',
  ])('rebuilds %s from its parsed query', (url) => {
    expect(catalogUrl(parseCatalogQuery(new URL(url, 'http://shop').searchParams))).toBe(url)
  })
})

describe('parseCatalogQuery', () => {
  it.each(['sort=RANDOM', 'sort=constructor', ''])('sorts by name for %j', (parameters) => {
    expect(parse(parameters).sort).toBe('NAME')
  })
  it('shows the best matches of a search first', () => {
    expect(parse('search=bol').sort).toBe('RELEVANCE')
  })
  it('replaces control characters in the search text', () => {
    expect(parse('search=a%00b').search).toBe('a b')
  })
  it('cuts the search text at 100 characters', () => {
    expect(parseCatalogQuery(new URLSearchParams({ search: ` ${'x'.repeat(200)}` })).search).toHaveLength(100)
  })
  it.each([
    ['after=c&page=4', 4],
    ['after=c&page=-3', 2],
    ['after=c&page=x', 2],
    ['page=7', 1],
  ])('numbers the page of %j with %i', (parameters, page) => {
    expect(parse(parameters).page).toBe(page)
  })
})

describe('neighbourUrl', () => {
  it('counts forwards and backwards', () => {
    expect(neighbourUrl(parse(''), { after: 'a' })).toBe('/catalog?after=a&page=2')
    expect(neighbourUrl(parse('after=b&page=3'), { before: 'c' })).toBe('/catalog?before=c&page=2')
  })
  it('leads back to the first page without a cursor', () => {
    expect(neighbourUrl(parse('sort=NEWEST&after=b&page=2'), { before: 'c' })).toBe('/catalog?sort=NEWEST')
  })
})

describe('hasDefaults', () => {
  it.each([
    ['search=&option.Taille=S', true],
    ['price_min=&price_max=', true],
    ['sort=NAME', true],
    ['collection=table&sort=COLLECTION', true],
    ['collection=table&sort=NAME', false],
    ['search=bol&sort=RELEVANCE', true],
    ['search=bol&sort=NAME', false],
    ['search=%00', false],
    ['', false],
  ])('tells of %j whether it says what goes without saying', (parameters, expected) => {
    expect(hasDefaults(new URLSearchParams(parameters))).toBe(expected)
  })
})
