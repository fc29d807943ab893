import { existsSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demoShops } from './demo-shops.ts'

const picture = (shop: string, product: string) => new URL(`../media/${shop}/${product}.svg`, import.meta.url)

describe.each(demoShops)('$slug', ({ slug, products, collections }) => {
  test('has at least twenty products, each with its own picture', () => {
    expect(products.length).toBeGreaterThanOrEqual(20)
    expect(new Set(products.map((product) => product.slug)).size).toBe(products.length)
    expect(products.filter((product) => !existsSync(picture(slug, product.slug)))).toEqual([])
  })

  test('has no unknown and no empty collection', () => {
    const used = new Set(products.map(({ collection }) => collection))
    expect([...used].sort()).toEqual(collections.map((collection) => collection.slug).sort())
  })

  test('sells one to three variants of each product', () => {
    for (const { variants } of products) expect([1, 2, 3]).toContain(variants.length)
  })
})

test('all pictures together stay below 600 kB', () => {
  const sizes = demoShops.flatMap(({ slug, products }) =>
    products.map((product) => statSync(picture(slug, product.slug)).size),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000)
})
