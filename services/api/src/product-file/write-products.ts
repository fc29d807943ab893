import { stringify } from 'csv-stringify/sync'
import { formatForInput } from '@triclic/money'
import type { Language } from '../kernel/errors.ts'
import type { Field } from './field.ts'
import { COLUMNS, type Format } from './formats.ts'
import { neutralize } from './neutralize.ts'
import { TAX_CATEGORY_NAMES } from './read-cells.ts'
import type { ShopProduct, ShopVariant } from './shop-product.ts'

export interface WriteOptions {
  format: Format
  /** Of the headers and words of the plain format, and of its numbers. The other formats have one form for all languages. */
  language: Language
  /** ISO 4217 code of the shop's currency. */
  currency: string
}

/** The fields that a format writes, in order. */
const WRITTEN: Record<Format, readonly Field[]> = {
  PLAIN: [
    'handle',
    'name',
    'description',
    'status',
    'option1Name',
    'option1Value',
    'option2Name',
    'option2Value',
    'option3Name',
    'option3Value',
    'sku',
    'price',
    'recommendedPrice',
    'taxCategory',
    'stock',
    'weightGrams',
    'seoTitle',
    'seoDescription',
  ],
  SHOPIFY: [
    'handle',
    'name',
    'description',
    'published',
    'option1Name',
    'option1Value',
    'option2Name',
    'option2Value',
    'option3Name',
    'option3Value',
    'sku',
    'weightGrams',
    'stock',
    'price',
    'seoTitle',
    'seoDescription',
    'status',
  ],
  WOOCOMMERCE: [
    'type',
    'sku',
    'name',
    'published',
    'description',
    'stock',
    'weightKilograms',
    'price',
    'parent',
    'option1Name',
    'option1Value',
    'option2Name',
    'option2Value',
    'option3Name',
    'option3Value',
  ],
  PRESTASHOP: [
    'published',
    'name',
    'price',
    'sku',
    'weightKilograms',
    'stock',
    'description',
    'seoTitle',
    'seoDescription',
    'handle',
  ],
}

type Cells = Partial<Record<Field, string>>

/** The first line of a file. The byte order mark makes Excel read UTF-8. */
export const writeHeader = (options: WriteOptions): string =>
  `\ufeff${toCsv([WRITTEN[options.format].map((field) => headerOf(field, options))], options)}`

/** The lines of some products, without the header. */
export function writeProducts(products: ShopProduct[], options: WriteOptions): string {
  const rows = products
    .filter((product) => canExpress(product, options))
    .flatMap((product) => rowsOf(product, options))
  return toCsv(
    rows.map((cells) => WRITTEN[options.format].map((field) => cells[field] ?? '')),
    options,
  )
}

/** WooCommerce and PrestaShop have no archived products: they would show them. */
const canExpress = (product: ShopProduct, { format }: WriteOptions): boolean =>
  product.status !== 'ARCHIVED' || format === 'PLAIN' || format === 'SHOPIFY'

function headerOf(field: Field, { format, language }: WriteOptions): string {
  const [english = '', french = english] = COLUMNS[format][field] ?? []
  return format === 'PLAIN' && language === 'fr' ? french : english
}

/** Spreadsheets in French expect semicolons, because a comma is their decimal separator. PrestaShop reads semicolons. */
const toCsv = (rows: string[][], { format, language }: WriteOptions): string =>
  stringify(rows, {
    delimiter: format === 'PRESTASHOP' || (format === 'PLAIN' && language === 'fr') ? ';' : ',',
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  })

function rowsOf(product: ShopProduct, options: WriteOptions): Cells[] {
  const variants = product.variants.map((variant) => variantCells(product, variant, options))
  const [first = {}, ...others] = variants
  switch (options.format) {
    case 'PRESTASHOP':
      // Its file of products has no variants: the first one stands for the product.
      return [{ ...productCells(product, options), ...first }]
    case 'WOOCOMMERCE':
      return wooCommerceRows(product, variants, options)
    default:
      return [{ ...productCells(product, options), ...first }, ...others].map((cells) => ({
        ...cells,
        handle: product.slug,
      }))
  }
}

function wooCommerceRows(product: ShopProduct, variants: Cells[], options: WriteOptions): Cells[] {
  const own = productCells(product, options)
  if (product.optionNames.length === 0) return [{ ...own, ...variants[0], type: 'simple' }]
  const attributes = Object.fromEntries(
    product.optionNames.flatMap((name, index) => [
      [`option${index + 1}Name`, neutralize(name)],
      [
        `option${index + 1}Value`,
        neutralize([...new Set(product.variants.map(({ optionValues }) => optionValues[index]))].join(', ')),
      ],
    ]),
  )
  return [
    { ...own, ...attributes, type: 'variable', sku: product.slug },
    ...variants.map((cells) => ({
      ...cells,
      type: 'variation',
      parent: product.slug,
      name: own.name ?? '',
      published: '1',
    })),
  ]
}

function productCells(product: ShopProduct, { format, language }: WriteOptions): Cells {
  const html = product.descriptionHtml
  const isPublished = product.status === 'PUBLISHED'
  return {
    handle: product.slug,
    name: neutralize(product.name),
    description: neutralize(
      format === 'WOOCOMMERCE' ? html.replaceAll('\\n', '\\\\n').replaceAll('\n', '\\n') : html,
    ),
    status: format === 'SHOPIFY' ? SHOPIFY_STATUS[product.status] : STATUS[language][product.status],
    published: PUBLISHED[format]?.[isPublished ? 1 : 0] ?? '',
    seoTitle: neutralize(product.seoTitle ?? ''),
    seoDescription: neutralize(product.seoDescription ?? ''),
  }
}

function variantCells(product: ShopProduct, variant: ShopVariant, options: WriteOptions): Cells {
  const { format, currency } = options
  const language = format === 'PLAIN' ? options.language : 'en'
  const amount = (value: number | null) =>
    value === null ? '' : formatForInput({ amount: value, currency }, language)
  return {
    ...optionCells(product, variant, format),
    sku: neutralize(variant.sku),
    price: amount(variant.price),
    recommendedPrice: amount(variant.recommendedPrice),
    taxCategory: TAX_CATEGORY_NAMES[language][variant.taxCategory],
    stock: String(variant.onHand),
    weightGrams: variant.weightGrams === null ? '' : String(variant.weightGrams),
    weightKilograms: variant.weightGrams === null ? '' : (variant.weightGrams / 1000).toFixed(3),
  }
}

function optionCells({ optionNames }: ShopProduct, { optionValues }: ShopVariant, format: Format): Cells {
  if (format === 'SHOPIFY' && optionNames.length === 0)
    return { option1Name: 'Title', option1Value: 'Default Title' }
  return Object.fromEntries(
    optionNames.flatMap((name, index) => [
      [`option${index + 1}Name`, neutralize(name)],
      [`option${index + 1}Value`, neutralize(optionValues[index] ?? '')],
    ]),
  )
}

const STATUS = {
  en: { PUBLISHED: 'published', DRAFT: 'draft', ARCHIVED: 'archived' },
  fr: { PUBLISHED: 'publié', DRAFT: 'brouillon', ARCHIVED: 'archivé' },
} as const
/** A draft and an archived product are not published either. */
const SHOPIFY_STATUS = { PUBLISHED: 'active', DRAFT: 'draft', ARCHIVED: 'archived' } as const
const PUBLISHED: Partial<Record<Format, readonly [string, string]>> = {
  SHOPIFY: ['false', 'true'],
  WOOCOMMERCE: ['-1', '1'],
  PRESTASHOP: ['0', '1'],
}
