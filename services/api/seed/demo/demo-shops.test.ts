import { existsSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demoShops } from './demo-shops.ts'

const picture = (shop: string, product: string) => new URL(`../media/${shop}/${product}.svg`, import.meta.url)

describe.each(demoShops)('$slug', ({ slug, products, collections }) => {
  test('has twenty products or more, each with a picture of its own', () => {
    expect(products.length).toBeGreaterThanOrEqual(20)
    expect(new Set(products.map((product) => product.slug)).size).toBe(products.length)
    expect(products.filter((product) => !existsSync(picture(slug, product.slug)))).toEqual([])
  })

  test('puts every product into a collection that it has, and none of these is empty', () => {
    const used = new Set(products.map(({ collection }) => collection))
    expect([...used].sort()).toEqual(collections.map((collection) => collection.slug).sort())
  })

  test('sells one to three variants of each', () => {
    for (const { variants } of products) expect([1, 2, 3]).toContain(variants.length)
  })
})

test('the pictures stay small', () => {
  const sizes = demoShops.flatMap(({ slug, products }) =>
    products.map((product) => statSync(picture(slug, product.slug)).size),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000)
})
