import { beforeAll, expect, it } from 'vitest'
import { overwriteGetLocale } from '#lib/paraglide/runtime.js'
import { activeFilters } from './active-filters.ts'
import { parseCatalogQuery } from './catalog-query.ts'

beforeAll(() => overwriteGetLocale(() => 'fr'))

const active = (text: string) =>
  activeFilters(parseCatalogQuery(new URLSearchParams(text)), 'EUR', [
    { value: 'table', label: 'Table', count: 3, selected: true },
  ])

it('names each filter, and leads to the first page of the list without it', () => {
  const base = 'collection=maison&in_stock=1&option.Taille=S&option.Taille=M&in=table'
  expect(active(`${base}&after=c&page=2`)).toEqual([
    { label: 'En stock', urlWithout: '/catalog?collection=maison&option.Taille=S&option.Taille=M&in=table' },
    {
      label: 'Taille\u00a0: S',
      urlWithout: '/catalog?collection=maison&in_stock=1&option.Taille=M&in=table',
    },
    {
      label: 'Taille\u00a0: M',
      urlWithout: '/catalog?collection=maison&in_stock=1&option.Taille=S&in=table',
    },
    {
      label: 'Table',
      urlWithout: '/catalog?collection=maison&in_stock=1&option.Taille=S&option.Taille=M',
    },
  ])
})

it.each([
  ['price_min=12.5&price_max=40', 'De 12,50\u00a0€ à 40\u00a0€'],
  ['price_max=40&price_min=', 'Jusqu’à 40\u00a0€'],
  ['price_min=12', 'À partir de 12\u00a0€'],
])('names the prices of %j', (text, label) => {
  expect(active(text)).toEqual([{ label, urlWithout: '/catalog' }])
})

it('does not name what is no price', () => {
  expect(active('price_min=cheap')).toEqual([])
})
