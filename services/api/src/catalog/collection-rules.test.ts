import 'reflect-metadata'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCatalog } from './build-catalog.ts'
import type { Catalog } from './catalog.ts'
import { changeCatalog } from './change-catalog.ts'
import { CONDITIONS, type CollectionRule } from './collection-rules.ts'
import type { CatalogRead, CollectionFacts } from './read-catalog.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import { toProduct } from './to-product.ts'

const SHOP = { id: 'shop', currency: 'EUR', locale: 'fr' } as Parameters<typeof buildCatalog>[0]
const DAY_MS = 86_400_000
const NOW = Date.now()

interface TestProduct {
  id: string
  name: string
  sku: string
  price: number
  available: number
  ageDays: number
}

const read = (product: TestProduct) =>
  toProduct(
    {
      id: product.id,
      slug: product.id,
      name: product.name,
      previousSlugs: [],
      description: '',
      descriptionHtml: '',
      seoTitle: null,
      seoDescription: null,
      brand: null,
      withdrawalExemption: null,
      optionNames: [],
      imagePath: null,
      createdAt: NOW - product.ageDays * DAY_MS,
      updatedAt: 0,
      variants: [
        {
          productId: product.id,
          id: `v-${product.id}`,
          sku: product.sku,
          name: 'Standard',
          optionValues: [],
          price: product.price,
          priorPrice: null,
          recommendedPrice: null,
          taxCategory: TaxCategory.STANDARD,
          weightGrams: null,
          gtin: null,
          available: product.available,
          position: 0,
        },
      ],
    },
    [],
    SHOP,
    '',
    '',
  )

const collectionOf = (
  rules: CollectionRule[],
  match: 'ALL' | 'ANY',
  sort: CollectionFacts['sort'] = 'PRICE_ASC',
): CollectionFacts => ({
  id: 'collection',
  slug: 'collection',
  name: 'Collection',
  position: 0,
  descriptionHtml: '',
  seoTitle: null,
  seoDescription: null,
  words: [],
  parentId: null,
  image: null,
  rules: { rules, match },
  sort,
})

const readOf = (products: TestProduct[], collection: CollectionFacts | null): CatalogRead => ({
  products: products.map(read),
  collections: collection && { rows: [collection], positions: new Map([['collection', new Map()]]) },
  settings: null,
})

const membersOf = ({ collections }: Catalog) => collections[0]?.list.products.map(({ id }) => id)

const build = (products: Iterable<TestProduct>, collection: CollectionFacts) =>
  buildCatalog(SHOP, readOf([...products], collection))

const product = fc.record({
  id: fc.constantFrom(...'abcdefgh'),
  name: fc.constantFrom('Lampe Étoile', 'lampe', 'Bol', 'Étagère'),
  sku: fc.constantFrom('LA-1', 'la-2', 'BO-1'),
  price: fc.integer({ min: 1, max: 6 }),
  available: fc.integer({ min: 0, max: 2 }),
  ageDays: fc.constantFrom(0.5, 5.5, 50.5),
})
const rule = fc.constantFrom(...CONDITIONS).chain((condition) =>
  fc.record({
    condition: fc.constant(condition),
    text: fc.constantFrom('etoile', 'LAMPE', 'la', ''),
    number: fc.integer({ min: 0, max: 6 }),
  }),
)
const facts = fc.record({
  rules: fc.array(rule, { maxLength: 3 }),
  match: fc.constantFrom('ALL' as const, 'ANY' as const),
  sort: fc.constantFrom('NAME' as const, 'PRICE_ASC' as const, 'PRICE_DESC' as const, 'NEWEST' as const),
})
/** Products that are saved or deleted at the same time, and sometimes the rules change too. */
const change = fc.record({
  saved: fc.uniqueArray(product, { selector: ({ id }) => id, maxLength: 3 }),
  deleted: fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 2 }),
  facts: fc.option(facts),
})

test('changes one by one lead to the same collection as reading everything', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(product, { selector: ({ id }) => id }),
      facts,
      fc.array(change, { maxLength: 6 }),
      async (products, firstFacts, changes) => {
        const stored = new Map(products.map((each) => [each.id, each]))
        let collection = collectionOf(firstFacts.rules, firstFacts.match, firstFacts.sort)
        const catalog = await build(stored.values(), collection)
        for (const { saved, deleted, facts: newFacts } of changes) {
          for (const each of saved) stored.set(each.id, each)
          for (const id of deleted) stored.delete(id)
          if (newFacts) collection = collectionOf(newFacts.rules, newFacts.match, newFacts.sort)
          const ids = new Set([...saved.map(({ id }) => id), ...deleted])
          const changed = [...ids].flatMap((id) => stored.get(id) ?? [])
          const parts = {
            products: ids,
            collections: new Set(newFacts ? ['collection'] : []),
            settings: false,
          }
          await changeCatalog(catalog, parts, readOf(changed, newFacts ? collection : null), () => undefined)
          expect(membersOf(catalog)).toEqual(membersOf(await build(stored.values(), collection)))
        }
      },
    ),
  )
})

const lamp: TestProduct = {
  id: 'a',
  name: 'Lampe Étoile',
  sku: 'LA-1',
  price: 500,
  available: 0,
  ageDays: 5.5,
}

test.each<[rule: Partial<CollectionRule>, matches: boolean]>([
  [{ condition: 'NAME_CONTAINS', text: 'ETOILE' }, true],
  [{ condition: 'NAME_CONTAINS', text: 'étoiles' }, false],
  [{ condition: 'SKU_STARTS_WITH', text: 'la' }, true],
  [{ condition: 'SKU_STARTS_WITH', text: '1' }, false],
  [{ condition: 'PRICE_AT_LEAST', number: 500 }, true],
  [{ condition: 'PRICE_AT_LEAST', number: 501 }, false],
  [{ condition: 'PRICE_AT_MOST', number: 500 }, true],
  [{ condition: 'PRICE_AT_MOST', number: 499 }, false],
  [{ condition: 'IN_STOCK' }, false],
  [{ condition: 'CREATED_WITHIN_DAYS', number: 6 }, true],
  [{ condition: 'CREATED_WITHIN_DAYS', number: 5 }, false],
])('a lamp for 5 €, sold out and five days old, matches %j: %s', async (each, matches) => {
  const whole = { text: null, number: null, ...each } as CollectionRule
  expect(membersOf(await build([lamp], collectionOf([whole], 'ALL')))).toEqual(matches ? ['a'] : [])
})

test('all rules must match, or any, and without rules nothing does', async () => {
  const cheap = { condition: 'PRICE_AT_MOST', text: null, number: 500 } as const
  const stocked = { condition: 'IN_STOCK', text: null, number: null } as const
  expect(membersOf(await build([lamp], collectionOf([cheap, stocked], 'ALL')))).toEqual([])
  expect(membersOf(await build([lamp], collectionOf([cheap, stocked], 'ANY')))).toEqual(['a'])
  expect(membersOf(await build([lamp], collectionOf([], 'ALL')))).toEqual([])
})

test('a collection of new products expires when its oldest product does', async () => {
  const recent = { condition: 'CREATED_WITHIN_DAYS', text: null, number: 7 } as const
  const catalog = await build([lamp, { ...lamp, id: 'b', ageDays: 1 }], collectionOf([recent], 'ALL'))
  expect(catalog.collections[0]?.expiresAt).toBe(NOW + 1.5 * DAY_MS)
  expect(catalog.expiresAt).toBe(NOW + 1.5 * DAY_MS)
})
