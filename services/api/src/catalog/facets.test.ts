import 'reflect-metadata'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogOf, productOf, requestOf, type ProductFacts } from '../../test/catalog.ts'
import type { Catalog } from './catalog.ts'
import { changeCatalog } from './change-catalog.ts'
import { noChanges } from './catalog-changes.ts'
import type { FacetValue } from './facets.type.ts'
import { findProducts } from './find-products.ts'
import { foldOption } from './option-dictionary.ts'
import { Availability, type ProductFilters } from './product-filters.type.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const NAMES = ['Taille', 'taille', 'Couleur', 'Matière', 'MATIERE']
const VALUES = ['S', 's', 'M', 'Été', 'ete', 'Bleu']
const SLUGS = ['one', 'two', 'three']
/** Above each: “three” is in “two”, which is in “one”. */
const PARENTS = { two: 'one', three: 'two' }
const WITHIN: Record<string, string[]> = { one: SLUGS, two: ['two', 'three'], three: ['three'] }

const facts = (id: string): fc.Arbitrary<ProductFacts> =>
  fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3, selector: foldOption }).chain((optionNames) =>
    fc.record({
      id: fc.constant(id),
      name: fc.constantFrom('lampe', 'lampe bleue', 'bol'),
      optionNames: fc.constant(optionNames),
      variants: fc.array(
        fc.record({
          price: fc.integer({ min: 0, max: 5 }),
          available: fc.integer({ min: 0, max: 1 }),
          optionValues: fc.tuple(...optionNames.map(() => fc.constantFrom(...VALUES))),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  )
const manyFacts = fc.subarray(IDS).chain((ids) => fc.tuple(...ids.map(facts)))
const membersBySlug = fc
  .tuple(...SLUGS.map(() => fc.subarray(IDS)))
  .map((lists) => Object.fromEntries(lists.map((ids, index) => [SLUGS[index] as string, ids])))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const filtersToTry = fc.record({
  price: maybe(fc.constantFrom({ min: 2 }, { max: 3 }, { min: 1, max: 4 })),
  availability: maybe(fc.constantFrom(Availability.IN_STOCK, Availability.OUT_OF_STOCK)),
  options: maybe(
    fc.array(
      fc.record({
        name: fc.constantFrom(...NAMES, 'Unknown'),
        values: fc.array(fc.constantFrom(...VALUES, 'Unknown'), { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
  ),
  collections: maybe(fc.subarray([...SLUGS, 'unknown'])),
})
const queries = fc.record({
  filters: filtersToTry,
  search: maybe(fc.constantFrom('lampe', 'bleue', 'bol', 'nothing')),
  collectionSlug: maybe(fc.constantFrom('one', 'unknown')),
  includeDescendants: fc.boolean(),
})
type Query = typeof queries extends fc.Arbitrary<infer T> ? T : never

/** The same by definition: ids of the products found, looking at each product and variant. */
function idsFound(all: ProductFacts[], members: Record<string, string[]>, query: Query): string[] {
  const { price, availability, options = [], collections = [] } = query.filters as ProductFilters
  const wanted = new Map<string, Set<string>>()
  for (const { name, values } of options ?? [])
    for (const value of values)
      wanted.set(foldOption(name), (wanted.get(foldOption(name)) ?? new Set()).add(foldOption(value)))
  return all
    .filter(({ id, name = '', optionNames = [], variants }) => {
      const isIn = (slug: string) =>
        (query.includeDescendants ? (WITHIN[slug] ?? []) : [slug]).some((each) => members[each]?.includes(id))
      if (query.collectionSlug && !isIn(query.collectionSlug)) return false
      if (query.search && !name.split(' ').includes(query.search)) return false
      if (collections?.length && !collections.some(isIn)) return false
      return variants.some((variant) => {
        if (variant.price < (price?.min ?? 0) || variant.price > (price?.max ?? Infinity)) return false
        if (availability && variant.available > 0 !== (availability === Availability.IN_STOCK)) return false
        return [...wanted].every(([key, values]) =>
          optionNames.some(
            (optionName, place) =>
              foldOption(optionName) === key && values.has(foldOption(variant.optionValues?.[place] ?? '')),
          ),
        )
      })
    })
    .map(({ id }) => id)
}

const countsOf = (values: readonly FacetValue[]) =>
  values.map(({ value, count }) => [foldOption(value), count])
const sorted = <T>(items: readonly T[]): T[] => [...items].sort((a, b) => (String(a) < String(b) ? -1 : 1))

async function expectExact(
  catalog: Catalog,
  all: ProductFacts[],
  members: Record<string, string[]>,
  query: Query,
): Promise<void> {
  const { filters } = query
  const found = (change: Partial<ProductFilters>) =>
    idsFound(all, members, { ...query, filters: { ...filters, ...change } as Query['filters'] })
  const count = (change: Partial<ProductFilters>) => found(change).length
  const page = await findProducts(requestOf(catalog), query)
  const ids = found({})
  expect(sorted(page.nodes.map(({ id }) => id))).toEqual(sorted(ids))
  expect(page.totalCount).toBe(ids.length)

  const { price, availability, options, collections } = page.facets
  const prices = all.flatMap(({ variants }) => variants.map((variant) => variant.price))
  const left = sorted(prices).filter((amount) => count({ price: { min: amount, max: amount } }) > 0)
  expect(price && [price.min.amount, price.max.amount]).toEqual(left.length ? [left[0], left.at(-1)] : null)
  const selectedNow = new Set(
    (filters.options ?? []).flatMap(({ name, values }) =>
      values.map((value) => `${foldOption(name)} ${foldOption(value)}`),
    ),
  )
  expect(countsOf(availability)).toEqual(
    [Availability.IN_STOCK, Availability.OUT_OF_STOCK].flatMap((value) => {
      const products = count({ availability: value })
      return products > 0 || filters.availability === value ? [[foldOption(value), products]] : []
    }),
  )
  expect(countsOf(collections)).toEqual(
    SLUGS.flatMap((slug) => {
      const products = count({ collections: [slug] })
      return products > 0 || filters.collections?.includes(slug) ? [[slug, products]] : []
    }),
  )
  for (const key of ['taille', 'couleur', 'matiere']) {
    const others = (filters.options ?? []).filter(({ name }) => foldOption(name) !== key)
    const known = new Set(
      all.flatMap(({ optionNames = [], variants }) =>
        optionNames.flatMap((name, place) =>
          foldOption(name) === key
            ? variants.map(({ optionValues }) => foldOption(optionValues?.[place] ?? ''))
            : [],
        ),
      ),
    )
    const expected = [...known].flatMap((value) => {
      const products = count({ options: [...others, { name: key, values: [value] }] })
      return products > 0 || selectedNow.has(`${key} ${value}`) ? [[value, products]] : []
    })
    const facet = options.find(({ name }) => foldOption(name) === key)
    expect(sorted(countsOf(facet?.values ?? []))).toEqual(sorted(expected))
    for (const { value, selected } of facet?.values ?? [])
      expect(selected).toBe(selectedNow.has(`${key} ${foldOption(value)}`))
  }
}

test('products and counts equal those of looking at each product, also after changes', async () => {
  const change = fc.record({ facts: fc.constantFrom(...IDS).chain(facts), isRemoved: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      manyFacts,
      membersBySlug,
      fc.array(change, { maxLength: 3 }),
      fc.array(fc.record({ id: fc.constantFrom(...IDS), available: fc.integer({ min: 0, max: 1 }) }), {
        maxLength: 3,
      }),
      fc.array(queries, { minLength: 1, maxLength: 4 }),
      async (initial, members, changes, sales, tried) => {
        const catalog = await catalogOf(initial, members, PARENTS)
        const current = new Map<string, ProductFacts>(initial.map((each) => [each.id, each]))
        for (const query of tried) await expectExact(catalog, [...current.values()], members, query)
        for (const { facts: changed, isRemoved } of changes) {
          const products = isRemoved ? [] : [productOf(changed)]
          const parts = { ...noChanges(), products: new Set([changed.id]) }
          const read = { products, collections: null, settings: null }
          await changeCatalog(catalog, parts, read, () => undefined)
          if (isRemoved) current.delete(changed.id)
          else current.set(changed.id, changed)
          for (const query of tried) await expectExact(catalog, [...current.values()], members, query)
        }
        for (const { id, available } of sales) {
          const variant = catalog.byId.get(id)?.variants[0]
          const sold = current.get(id)
          if (!variant || !sold) continue
          variant.availableQuantity = available
          catalog.variantTable.setStock(variant)
          current.set(id, {
            ...sold,
            variants: sold.variants.map((each, index) => (index === 0 ? { ...each, available } : each)),
          })
          for (const query of tried) await expectExact(catalog, [...current.values()], members, query)
        }
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)
