import { describe, expect, it } from 'vitest'
import { isFiltered, parseFilters, toProductFilters, withoutOptionValue } from './catalog-filters.ts'

const parse = (text: string) => parseFilters(new URLSearchParams(text))

describe('toProductFilters', () => {
  it('asks for prices in minor units', () => {
    expect(toProductFilters(parse('price_min=12.5&price_max=40'), 'EUR').price).toEqual({
      min: 1250,
      max: 4000,
    })
    expect(toProductFilters(parse('price_max=1500'), 'JPY').price).toEqual({ min: null, max: 1500 })
  })
  it('exchanges limits in the wrong order, and leaves out what is no price', () => {
    expect(toProductFilters(parse('price_min=40&price_max=12'), 'EUR').price).toEqual({
      min: 1200,
      max: 4000,
    })
    expect(toProductFilters(parse('price_min=-4&price_max=cheap'), 'EUR').price).toEqual({
      min: null,
      max: null,
    })
  })
  it('asks for values of several options, what is in stock, and collections', () => {
    const filters = parse('in_stock=1&option.Taille=S&option.Taille=M&option.Bois=Noyer&in=table')
    expect(toProductFilters(filters, 'EUR')).toMatchObject({
      availability: 'IN_STOCK',
      options: [
        { name: 'Taille', values: ['S', 'M'] },
        { name: 'Bois', values: ['Noyer'] },
      ],
      collections: ['table'],
    })
  })
})

describe('parseFilters', () => {
  it('leaves out more than the API accepts', () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => [name.replace('#', String(index)), `v${index}`])
    const of = (entries: string[][]) => parseFilters(new URLSearchParams(entries))
    expect(of(many('option.#', 30)).options).toHaveLength(20)
    expect(of(many('option.Taille', 120)).options).toEqual([])
    expect(of(many('in', 60)).collections).toHaveLength(50)
    expect(of([['in', 'x'.repeat(256)]]).collections).toEqual([])
  })
})

describe('isFiltered', () => {
  it.each([
    ['?option.Taille=S', true],
    ['?price_max=12', true],
    ['?in_stock=1', true],
    ['?in=table', true],
    ['?search=bol&sort=NAME&collection=table&after=c', false],
    ['?price_max=&option.Taille=', false],
  ])('of %s is %s', (search, expected) => {
    expect(isFiltered(new URL(`http://shop/catalog${search}`))).toBe(expected)
  })
})

describe('withoutOptionValue', () => {
  it('removes a value, and the option with its last one', () => {
    const one = withoutOptionValue(parse('option.Taille=S&option.Taille=M&option.Bois=S'), 'Taille', 'S')
    expect(one.options).toEqual([
      { name: 'Taille', values: ['M'] },
      { name: 'Bois', values: ['S'] },
    ])
    expect(withoutOptionValue(one, 'Taille', 'M').options).toEqual([{ name: 'Bois', values: ['S'] }])
  })
})
