import { readFile as readFixture } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readFile } from './read-file.ts'

const read = async (name: string) =>
  readFile(await readFixture(new URL(`fixtures/${name}`, import.meta.url)), {
    currency: 'EUR',
    timeZone: 'Europe/Paris',
  })

describe('files of other programs', () => {
  it('reads a Shopify export: variant rows, rows of pictures, cells of several lines, and an oversold item', async () => {
    const { format, table, products, problems } = await read('shopify.csv')
    expect(problems.listed).toEqual([])
    expect([format, table.separator, table.encoding]).toEqual(['SHOPIFY', ',', 'UTF-8'])
    expect(products).toMatchObject([
      {
        row: 2,
        handle: 'pull-marin',
        name: 'Pull marin',
        status: 'PUBLISHED',
        seoTitle: 'Pull marin en laine',
        optionNames: ['Taille', 'Couleur'],
        variants: [
          { row: 2, sku: '-PM-S-E', optionValues: ['S', 'Écru'], price: 8900, weightGrams: 450, onHand: 12 },
          { row: 3, sku: 'PM-M-E', optionValues: ['M', 'Écru'], price: 8900, onHand: 0 },
          { row: 4, sku: 'PM-M-B', optionValues: ['M', 'Bleu nuit'], price: 9250, onHand: 7 },
        ],
        images: [{ altText: 'Pull marin écru' }, { row: 3 }, { row: 5, altText: 'Détail du col' }],
      },
      {
        handle: 'bonnet-laine',
        status: 'DRAFT',
        optionNames: [],
        variants: [{ sku: 'BON-1', weightGrams: 120 }],
      },
      { handle: 'carte-cadeau', status: 'ARCHIVED', variants: [{ row: 7, optionValues: [], price: 5000 }] },
    ])
    expect(products[0]?.descriptionHtml).toContain('<li>Dit "le vrai"</li>')
    // A price before a reduction is not a recommended price.
    expect(products.flatMap(({ variants }) => variants).some((variant) => variant.recommendedPrice)).toBe(
      false,
    )
  })

  it('reads a WooCommerce export: variations that name their parent, sale prices, attributes that are no options', async () => {
    const { format, products, problems } = await read('woocommerce.csv')
    expect(problems.listed).toEqual([])
    expect(format).toBe('WOOCOMMERCE')
    expect(products).toMatchObject([
      {
        handle: 'vneck-tee',
        name: 'V-Neck T-Shirt',
        descriptionHtml: '<p>First line<br />Second line</p><p>A path: C:\\new</p>',
        optionNames: ['Color', 'Size'],
        variants: [
          { row: 5, sku: 'vneck-blue-l', optionValues: ['Blue', 'Large'], price: 2500, onHand: 5 },
          { row: 6, sku: 'vneck-green-s', optionValues: ['Green', 'Small'], price: 1850 },
        ],
        images: [{}, { source: 'https://example.com/vnech-tee-green-1.jpg' }],
      },
      {
        name: 'Beanie',
        optionNames: [],
        variants: [{ sku: 'woo-beanie', price: 1800, weightGrams: 200, onHand: 12 }],
      },
      { name: 'Album', status: 'DRAFT', variants: [{ price: 123_450 }] },
    ])
  })

  it('reads a PrestaShop file in Windows-1252: decimal commas, no-break spaces between thousands, rounded prices', async () => {
    const { format, table, products, problems } = await read('prestashop-windows-1252.csv')
    expect(problems.listed).toEqual([])
    expect([format, table.separator, table.encoding]).toEqual(['PRESTASHOP', ';', 'Windows-1252'])
    expect(products).toMatchObject([
      {
        handle: 'theiere-gres-brume',
        name: 'Théière en grès « Brume »',
        status: 'PUBLISHED',
        seoTitle: 'Théière en grès',
        variants: [{ sku: 'THE-001', price: 124_990, weightGrams: 1250, onHand: 1500 }],
        images: [{ source: 'https://exemple.fr/img/p/1.jpg' }, {}],
      },
      { handle: 'tasse', status: 'DRAFT', variants: [{ price: 1251, weightGrams: 300, onHand: 0 }] },
    ])
    expect(products[0]?.descriptionHtml).toContain('dans l’Yonne ; 1,2 l.')
  })

  it('reads the plain format with French headers, and a byte order mark', async () => {
    const { format, products, problems } = await read('plain-french.csv')
    expect(problems.listed).toEqual([])
    expect(format).toBe('PLAIN')
    expect(products).toMatchObject([
      {
        handle: 'savon',
        status: 'PUBLISHED',
        optionNames: ['Format'],
        variants: [
          { sku: 'SAV-100', price: 650, recommendedPrice: 800, taxCategory: 'STANDARD', weightGrams: 100 },
          { sku: 'SAV-200', price: 120_000, optionValues: ['200 g'] },
        ],
      },
      { handle: 'miel', status: 'DRAFT', variants: [{ taxCategory: 'FOOD', onHand: 0 }] },
    ])
  })

  it('reads a price list that names items by SKU alone, in UTF-16 with tabs', async () => {
    const { table, products, problems } = await read('price-list-utf-16.csv')
    expect(problems.listed).toEqual([])
    expect([table.encoding, table.separator]).toEqual(['UTF-16', '\t'])
    const at = (row: number) => ({ nameAt: { row, column: null } })
    const placed = (row: number) => ({
      row,
      optionValues: [],
      priceAt: { row, column: table.header[1] },
      skuAt: { row, column: table.header[0] },
    })
    expect(products).toEqual([
      { ...at(2), row: 2, images: [], variants: [{ ...placed(2), sku: 'SAV-100', price: 700, onHand: 35 }] },
      { ...at(3), row: 3, images: [], variants: [{ ...placed(3), sku: 'MIEL', price: 1050 }] },
    ])
  })
})
