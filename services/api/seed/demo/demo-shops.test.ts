import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawProduct } from '../draw/draw-product.ts'
import { demoShops } from './demo-shops.ts'

const picture = (shop: string, product: string) => new URL(`../media/${shop}/${product}.svg`, import.meta.url)

describe.each(demoShops)('$slug', ({ slug, products, collections }) => {
  test('has at least twenty products, each with its own picture', () => {
    expect(products.length).toBeGreaterThanOrEqual(20)
    expect(new Set(products.map((product) => product.slug)).size).toBe(products.length)
    expect(products.filter((product) => !existsSync(picture(slug, product.slug)))).toEqual([])
    const largest = products.map((product) =>
      readFileSync(new URL(`../media/${slug}/${product.slug}/640.webp`, import.meta.url)).toString('base64'),
    )
    expect(new Set(largest).size).toBe(products.length)
  })

  test('has no unknown and no empty collection', () => {
    const used = new Set(products.map(({ collection }) => collection))
    expect([...used].sort()).toEqual(collections.map((collection) => collection.slug).sort())
  })

  test('sells one to three variants of each product', () => {
    for (const { variants } of products) expect([1, 2, 3]).toContain(variants.length)
  })
})

test('the drawings are those that the program draws', () => {
  for (const shop of demoShops)
    for (const [index, product] of shop.products.entries())
      expect(readFileSync(picture(shop.slug, product.slug), 'utf8')).toBe(drawProduct(shop, product, index))
})

test('all pictures together stay below 1.2 MB', () => {
  const folder = new URL('../media/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .map((name) => new URL(name, folder))
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(1_200_000)
})
