import { expect, it } from 'vitest'
import type { CollectionIntro, Facets } from '#lib/api/documents/catalog.ts'
import { facetGroups } from './facet-groups.ts'

const value = (name: string, count: number, selected = false) => ({
  label: name,
  value: name,
  count,
  selected,
})
const facets = (more: Partial<Facets> = {}): Facets => ({
  price: null,
  availability: [],
  options: [],
  collections: [],
  ...more,
})
const parametersOf = (of: Facets, intro: CollectionIntro | null = null) =>
  facetGroups(of, intro).map(({ parameter }) => parameter)

it('offers what is in stock only where something is sold out', () => {
  expect(parametersOf(facets({ availability: [value('IN_STOCK', 4)] }))).toEqual([])
  expect(parametersOf(facets({ availability: [value('IN_STOCK', 4), value('OUT_OF_STOCK', 1)] }))).toEqual([
    'in_stock',
  ])
  expect(parametersOf(facets({ availability: [value('IN_STOCK', 4, true)] }))).toEqual(['in_stock'])
})

it('offers options with several values, and those that are selected', () => {
  const options = [
    { name: 'Taille', values: [value('S', 1), value('M', 2)] },
    { name: 'Bois', values: [value('Chêne', 3)] },
    { name: 'Couleur', values: [value('Bleu', 0, true)] },
  ]
  expect(parametersOf(facets({ options }))).toEqual(['option.Taille', 'option.Couleur'])
})

it('leaves out the collection that is shown and those above it', () => {
  const collections = [value('maison', 9), value('table', 9), value('bols', 4), value('soldes', 2)]
  const breadcrumbs = [{ id: '1', slug: 'maison', name: 'Maison' }]
  const intro = {
    slug: 'table',
    name: 'Table',
    breadcrumbs,
    children: [],
    image: null,
    descriptionHtml: '',
    seoTitle: null,
    seoDescription: null,
  }
  const [group] = facetGroups(facets({ collections }), intro)
  expect(group?.values.map(({ label }) => label)).toEqual(['bols', 'soldes'])
})
