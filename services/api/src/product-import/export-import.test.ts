import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trimInvisible } from '../kernel/visible-text.ts'
import { FORMATS, type Format } from '../product-file/formats.ts'
import { readFile } from '../product-file/read-file.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { writeHeader, writeProducts } from '../product-file/write-products.ts'
import { sanitizeDescription } from '../product/sanitize-description.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import type { ShopTax } from '../tax/tax-of-destination.ts'
import type { KnownProducts } from './match-products.ts'
import { planImport } from './plan-import.ts'
import { taxAdderOf, taxRemoverOf } from './prices-without-tax.ts'

const FRENCH: ShopTax = {
  territory: 'FR',
  isSmallBusiness: false,
  ossSince: null,
  priceMode: 'SAME_GROSS',
  rates: {},
}
const OWNER = { currency: 'EUR', timeZone: 'Europe/Paris', tax: FRENCH }
const NOW = new Date('2026-11-29T12:00:00Z')
const pictureUrl = (id: string) => `https://api.example/media/shop/${id}/2048.webp`

/** In PrestaShop's combinations, the look-alikes of comma and colon come back as the signs. */
const LOOK_ALIKES = /[\u201a\u2236]/g

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
    .map((value) => trimInvisible(value.replaceAll(/[\0\ufffd\ufeff]|\d{5,}/g, '').toWellFormed()))
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
  gtin: fc.constantFrom(null, '96385074', '614141000036', '6291041500213'),
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
      text(100).map((value) =>
        sanitizeDescription(`<p>${value.replaceAll(/[\\\r<&>]/g, '')}</p>\n<p>\u00e9 C:\\new</p>`),
      ),
    ),
    publication: fc.constantFrom(
      { status: 'DRAFT' as const, publishAt: null },
      { status: 'ARCHIVED' as const, publishAt: null },
      { status: 'PUBLISHED' as const, publishAt: null },
      { status: 'PUBLISHED' as const, publishAt: '2026-01-31T08:00:00.250Z' },
      // Waits for its time.
      { status: 'PUBLISHED' as const, publishAt: '2027-01-31T08:00:00.000Z' },
    ),
    seoTitle: optional(text(60)),
    seoDescription: optional(text(60)),
    brand: optional(text(40)),
    optionNames: fc.uniqueArray(
      text(20).filter((name) => name.search(LOOK_ALIKES) === -1),
      { maxLength: 3, selector: (name) => name.toLowerCase() },
    ),
    images: fc.uniqueArray(fc.record({ id: fc.uuid(), altText: fc.oneof(fc.constant(''), text(40)) }), {
      maxLength: 6,
      selector: ({ id }) => id,
    }),
    // Other programs write paths of categories, and PrestaShop numbers.
    collections: fc.uniqueArray(
      text(20).filter((name) => !/[>/]|^\d+$|^(home|accueil|root|racine)$/i.test(name)),
      { maxLength: 4, selector: (name) => name.toLowerCase() },
    ),
    variants: fc.array(variant, { minLength: 1, maxLength: 4 }),
  })
  .map(({ publication, ...value }) => ({
    ...value,
    ...publication,
    variants: value.variants.map((entry, index) => {
      const optionValues = value.optionNames.map((name, option) => `=${name}, ${option === 0 ? index : 'x'}`)
      // Without options, the variants have names of their own.
      const name =
        value.variants.length === 1 ? 'Standard' : `${entry.sku.replaceAll(LOOK_ALIKES, '')} - ${index}`
      return { ...entry, optionValues, name: optionValues.join(' / ') || name }
    }),
  }))

const shop = fc.uniqueArray(product, { selector: ({ slug }) => slug, maxLength: 6 }).map((products) =>
  // SKUs are unique in a shop.
  products.map((value, index) => ({
    ...value,
    variants: value.variants.map((entry, place) => ({ ...entry, sku: `${entry.sku} ${index}/${place}` })),
  })),
)

function write(products: ShopProduct[], format: Format, language: 'en' | 'fr'): string {
  const withoutTax = taxRemoverOf(OWNER, NOW)
  const options = { format, language, currency: OWNER.currency, pictureUrl, withoutTax, now: NOW }
  return writeHeader(options) + writeProducts(products, options)
}

/** What a shop that has these products knows of a file. */
function knownOf(products: ShopProduct[]): KnownProducts {
  const collections = products.flatMap((value) => value.collections)
  return {
    bySlug: new Map(products.map((value) => [value.slug, value])),
    bySku: new Map(products.flatMap((value) => value.variants.map(({ sku }) => [sku, value] as const))),
    bySourceId: new Map(),
    collections: new Map(
      [...collections]
        .reverse()
        .map((name) => [name.toLowerCase(), { id: name, name, hasRules: false, productCount: 0 }]),
    ),
  }
}

async function plan(csv: string, shopProducts: ShopProduct[]) {
  const reading = await readFile(Buffer.from(csv), OWNER)
  const images = shopProducts.flatMap((value) => value.images)
  const pictures = new Map(images.map(({ id }) => [pictureUrl(id), id]))
  const { problems, remarks } = reading
  const site = { name: 'PrestaShop', isTold: false }
  const known = { known: knownOf(shopProducts), site, pictures }
  const context = { ...known, addTax: taxAdderOf(OWNER, NOW), now: NOW }
  return { reading, plan: await planImport(reading.products, { ...context, problems, remarks }) }
}

async function importExport(products: ShopProduct[], format: Format, language: 'en' | 'fr') {
  const csv = write(products, format, language)
  return { csv, ...(await plan(csv, products)) }
}

const hasVariants = ({ optionNames, variants }: ShopProduct) => optionNames.length > 0 || variants.length > 1

describe('a file that was exported', () => {
  it.each(
    FORMATS.flatMap((format) => (['en', 'fr'] as const).map((language) => [format, language] as const)),
  )('in the format %s (%s) changes nothing when it is imported again', async (format, language) => {
    await fc.assert(
      fc.asyncProperty(shop, async (products) => {
        const { reading, plan } = await importExport(products, format, language)
        const written = products.filter(
          (value) =>
            (value.status !== 'ARCHIVED' || format === 'PLAIN' || format === 'SHOPIFY') &&
            (format !== 'PRESTASHOP_COMBINATIONS' || hasVariants(value)),
        )
        if (written.length === 0) return
        expect(reading.problems.listed).toEqual([])
        expect(reading.format).toBe(format)
        expect(reading.remarks.listed).toEqual([])
        expect(plan.products).toEqual([])
        expect(plan).toMatchObject({
          newCollections: [],
          pictureCount: 0,
          createdCount: 0,
          changedCount: 0,
          unchangedCount: written.length,
        })
      }),
      { numRuns: 150 },
    )
  })

  it('makes the same variants in another shop, by both files of PrestaShop one after the other', async () => {
    // These files do not tell the categories of taxes, and so a price without tax is one of the standard rate.
    const standard = shop.map((products) =>
      products
        .filter(({ status }) => status !== 'ARCHIVED')
        .map((value) => ({
          ...value,
          variants: value.variants.map((entry) => ({
            ...entry,
            recommendedPrice: null,
            taxCategory: TaxCategory.STANDARD,
            weightGrams: entry.weightGrams || null,
          })),
        })),
    )
    await fc.assert(
      fc.asyncProperty(standard, async (products) => {
        if (products.length === 0) return
        const first = await plan(write(products, 'PRESTASHOP', 'fr'), [])
        expect(first.reading.problems.listed).toEqual([])
        const created = first.plan.products.map(({ after }) => after)
        const second = await plan(write(products, 'PRESTASHOP_COMBINATIONS', 'fr'), created)
        if (products.some(hasVariants)) expect(second.reading.problems.listed).toEqual([])
        const changed = new Map(second.plan.products.map(({ after }) => [after.id, after]))
        const now = new Map(created.map((value) => [value.slug, changed.get(value.id) ?? value]))
        for (const { slug, optionNames, variants } of products) {
          const { id: _, ...imported } = now.get(slug) as ShopProduct
          expect(imported.optionNames).toEqual(optionNames)
          const withoutIds = (list: ShopVariant[]) => list.map((entry) => ({ ...entry, id: '' }))
          expect(withoutIds(imported.variants)).toEqual(withoutIds(variants))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('contains no cell that a spreadsheet would run as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(shop, fc.constantFrom(...FORMATS), async (products, format) => {
        const { reading } = await importExport(products, format, 'fr')
        for (const { cells } of reading.table.rows)
          for (const cell of cells)
            if (!/^-\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })

  it('follows French conventions for French users', async () => {
    const [first] = fc.sample(product, { seed: 1, numRuns: 1 }) as [ShopProduct]
    const sold = {
      ...first,
      optionNames: [],
      images: [],
      publishAt: null,
      status: 'PUBLISHED' as const,
      name: 'Thé',
    }
    sold.variants = [{ ...(first.variants[0] as ShopVariant), optionValues: [], sku: 'T', price: 123_450 }]
    const { csv } = await importExport([sold], 'PLAIN', 'fr')
    expect(csv.split('\r\n')[0]).toBe(
      '\ufeffIdentifiant;Nom;Description;Statut;Date de publication;Collections;Nom de l’option 1;Valeur de l’option 1;Nom de l’option 2;Valeur de l’option 2;Nom de l’option 3;Valeur de l’option 3;Nom de la déclinaison;Référence;Code-barres;Prix;Prix conseillé;Catégorie de TVA;Stock;Poids (g);Photos;Texte alternatif;Marque;Titre SEO;Description SEO',
    )
    expect(csv).toContain(';"1234,50";')
    expect(csv).toContain(';publié;')
  })
})
