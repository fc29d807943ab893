import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMATS, type Format } from '../product-file/formats.ts'
import { readFile } from '../product-file/read-file.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { writeHeader, writeProducts } from '../product-file/write-products.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import { planImport } from './plan-import.ts'

const CURRENCY = 'EUR'

const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: 'grapheme' }),
      fc
        .tuple(
          fc.constantFrom('=', '+', '-', '@', "'=", "''-", '"', ';', ',', '\u00a0', 'é\n', 'A\r\nB', "'"),
          fc.string({ maxLength: 20 }),
        )
        .map((parts) => parts.join('')),
    )
    // As the shop stores texts: trimmed, and without characters that a file cannot hold.
    .map((value) => value.replaceAll(/[\0\ufffd\ufeff]|\d{5,}/g, '').trim())
    .filter((value) => value !== '')
const optional = (value: fc.Arbitrary<string>) => fc.option(value)

const variant: fc.Arbitrary<ShopVariant> = fc.record({
  id: fc.uuid(),
  sku: text(30),
  name: fc.constant(''),
  optionValues: fc.constant([] as string[]),
  price: fc.nat(1_000_000_000),
  recommendedPrice: fc.option(fc.nat(1_000_000_000)),
  taxCategory: fc.constantFrom(...Object.values(TaxCategory)),
  weightGrams: fc.option(fc.nat(1_000_000)),
  onHand: fc.nat(1_000_000),
})

const product: fc.Arbitrary<ShopProduct> = fc
  .record({
    id: fc.uuid(),
    version: fc.uuid(),
    slug: fc.stringMatching(/^[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,8}){0,3}$/),
    name: text(80),
    descriptionHtml: fc.oneof(
      fc.constant(''),
      text(100).map((value) => `<p>${value.replaceAll(/[\\\r]/g, '')}</p>\n<p>\u00e9</p>`),
    ),
    status: fc.constantFrom('DRAFT' as const, 'PUBLISHED' as const, 'ARCHIVED' as const),
    seoTitle: optional(text(60)),
    seoDescription: optional(text(60)),
    optionNames: fc.uniqueArray(text(20), { maxLength: 3 }),
    variants: fc.array(variant, { minLength: 1, maxLength: 4 }),
  })
  .map((value) => ({
    ...value,
    variants: (value.optionNames.length === 0 ? value.variants.slice(0, 1) : value.variants).map(
      (entry, index) => {
        const optionValues = value.optionNames.map((name, option) => `=${name} ${option === 0 ? index : 'x'}`)
        return { ...entry, optionValues, name: optionValues.join(' / ') }
      },
    ),
  }))

const shop = fc.uniqueArray(product, { selector: ({ slug }) => slug, maxLength: 6 }).map((products) =>
  // SKUs are unique in a shop.
  products.map((value, index) => ({
    ...value,
    variants: value.variants.map((entry, place) => ({ ...entry, sku: `${entry.sku} ${index}/${place}` })),
  })),
)

async function importExport(products: ShopProduct[], format: Format, language: 'en' | 'fr') {
  const options = { format, language, currency: CURRENCY }
  const csv = writeHeader(options) + writeProducts(products, options)
  const reading = await readFile(Buffer.from(csv), CURRENCY)
  const known = {
    bySlug: new Map(products.map((value) => [value.slug, value])),
    bySku: new Map(products.flatMap((value) => value.variants.map(({ sku }) => [sku, value] as const))),
  }
  return { csv, reading, plan: planImport(reading.products, known, reading.problems, (html) => html) }
}

describe('a file that was exported', () => {
  it.each(
    FORMATS.flatMap((format) => (['en', 'fr'] as const).map((language) => [format, language] as const)),
  )('in the format %s (%s) changes nothing when it is imported again', async (format, language) => {
    await fc.assert(
      fc.asyncProperty(shop, async (products) => {
        const { reading, plan } = await importExport(products, format, language)
        const written = products.filter(
          ({ status }) => status !== 'ARCHIVED' || format === 'PLAIN' || format === 'SHOPIFY',
        )
        if (written.length === 0) return
        expect(reading.problems.listed).toEqual([])
        expect(reading.format).toBe(format)
        expect(plan).toEqual({
          products: [],
          createdCount: 0,
          changedCount: 0,
          unchangedCount: written.length,
        })
      }),
      { numRuns: 150 },
    )
  })

  it('contains no cell that a spreadsheet would run as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(shop, fc.constantFrom(...FORMATS), async (products, format) => {
        const { reading } = await importExport(products, format, 'fr')
        for (const { cells } of reading.table.rows)
          for (const cell of cells) if (!/^-1$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  it('follows French conventions for French users', async () => {
    const [first] = fc.sample(product, { seed: 1, numRuns: 1 }) as [ShopProduct]
    const sold = { ...first, optionNames: [], status: 'PUBLISHED' as const, name: 'Thé' }
    sold.variants = [{ ...(first.variants[0] as ShopVariant), optionValues: [], sku: 'T', price: 123_450 }]
    const { csv } = await importExport([sold], 'PLAIN', 'fr')
    expect(csv.split('\r\n')[0]).toBe(
      '\ufeffIdentifiant;Nom;Description;Statut;Nom de l’option 1;Valeur de l’option 1;Nom de l’option 2;Valeur de l’option 2;Nom de l’option 3;Valeur de l’option 3;Référence;Prix;Prix conseillé;Catégorie de TVA;Stock;Poids (g);Titre SEO;Description SEO',
    )
    expect(csv).toContain(';1234,50;')
    expect(csv).toContain(';publié;')
  })
})
