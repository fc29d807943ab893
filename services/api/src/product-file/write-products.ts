import { formatForInput } from '@triclic/money'
import type { Language } from '../kernel/errors.ts'
import type { Field } from './field.ts'
import { COLUMNS, type Format } from './formats.ts'
import { joinList } from './list-cell.ts'
import { BYTE_ORDER_MARK, delimiterOf, writeCsv } from '../kernel/to-csv.ts'
import { neutralize } from '../kernel/neutralize.ts'
import { TAX_CATEGORY_NAMES } from './words.ts'
import { WRITTEN } from './written-fields.ts'
import type { ShopProduct, ShopVariant } from './shop-product.ts'
import { combinationCells, type WithoutTax } from './write-combinations.ts'
import { hasName, optionsOf } from './written-options.ts'

export interface WriteOptions {
  format: Format
  /** Of the headers and words of the plain format, and of its numbers. The other formats have one form for all languages. */
  language: Language
  /** ISO 4217 code of the shop's currency. */
  currency: string
  /** The address of a picture. */
  pictureUrl(id: string): string
  withoutTax: WithoutTax
  now: Date
}

type Cells = Partial<Record<Field, string>>

/** The first line of a file. */
export const writeHeader = (options: WriteOptions): string =>
  BYTE_ORDER_MARK + toCsv([WRITTEN[options.format].map((field) => headerOf(field, options))], options)

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
  // Not read again by itself: in Shopify, tags are many and serve other purposes.
  if (field === 'tags') return 'Tags'
  const [english = '', french = english] = COLUMNS[format][field] ?? []
  return format === 'PLAIN' && language === 'fr' ? french : english
}

/** PrestaShop reads semicolons. */
const toCsv = (rows: string[][], { format, language }: WriteOptions): string =>
  writeCsv(rows, format.startsWith('PRESTASHOP') ? ';' : delimiterOf(format === 'PLAIN' ? language : 'en'))

function rowsOf(product: ShopProduct, options: WriteOptions): Cells[] {
  const variants = product.variants.map((variant) => variantCells(product, variant, options))
  const [first = {}, ...others] = variants
  switch (options.format) {
    case 'PRESTASHOP_COMBINATIONS':
      return combinationCells(product, options.withoutTax)
    case 'PRESTASHOP':
      // Its file of products has no variants: the first one stands for the product, and the file of combinations has all of them.
      return [{ ...productCells(product, options), ...listCells(product, options), ...first }]
    case 'WOOCOMMERCE':
      return wooCommerceRows(product, variants, options)
    default:
      return withImages(product, [{ ...productCells(product, options), ...first }, ...others], options)
  }
}

/** One picture in each row, and rows for those that remain. */
function withImages({ slug, images }: ShopProduct, rows: Cells[], options: WriteOptions): Cells[] {
  const count = Math.max(rows.length, images.length)
  return Array.from({ length: count }, (_, index) => {
    const image = images[index]
    return {
      ...rows[index],
      handle: slug,
      ...(image && { images: options.pictureUrl(image.id), imageAlt: neutralize(image.altText) }),
    }
  })
}

/** All pictures and collections in one cell each. */
function listCells({ images, collections }: ShopProduct, { pictureUrl }: WriteOptions): Cells {
  const texts = images.map(({ altText }) => altText)
  return {
    collections: neutralize(joinList(collections)),
    images: joinList(images.map(({ id }) => pictureUrl(id))),
    imageAlt: texts.every((text) => text !== '') ? neutralize(joinList(texts)) : '',
  }
}

function wooCommerceRows(product: ShopProduct, variants: Cells[], options: WriteOptions): Cells[] {
  const own = { ...productCells(product, options), ...listCells(product, options) }
  if (product.optionNames.length === 0 && product.variants.length === 1)
    return [{ ...own, ...variants[0], option1Name: '', option1Value: '', type: 'simple' }]
  const written = product.variants.map((variant) => optionsOf(product, variant))
  const attributes = Object.fromEntries(
    (written[0] ?? []).flatMap(([name], index) => {
      const values = new Set(written.map((options) => options[index]?.[1] ?? ''))
      return [
        [`option${index + 1}Name`, neutralize(name)],
        [`option${index + 1}Value`, neutralize(joinList([...values]))],
      ]
    }),
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

function productCells(product: ShopProduct, { format, language, now }: WriteOptions): Cells {
  const html = product.descriptionHtml
  const { status, publishAt } = product
  // A program without a time of publication shows at once what is published.
  const isVisible = status === 'PUBLISHED' && (publishAt === null || new Date(publishAt) <= now)
  return {
    handle: product.slug,
    name: neutralize(product.name),
    description: neutralize(
      format === 'WOOCOMMERCE' ? html.replaceAll('\\n', '\\\\n').replaceAll('\n', '\\n') : html,
    ),
    status: format === 'SHOPIFY' ? SHOPIFY_STATUS[status] : STATUS[language][status],
    published: PUBLISHED[format]?.[isVisible ? 1 : 0] ?? '',
    publishAt: publishAt ?? '',
    collections: neutralize(
      format === 'SHOPIFY' ? joinList(product.collections.slice(0, 1)) : joinList(product.collections),
    ),
    tags: neutralize(joinList(product.collections)),
    seoTitle: neutralize(product.seoTitle ?? ''),
    brand: neutralize(product.brand ?? ''),
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
    gtin: variant.gtin ?? '',
    weightGrams: variant.weightGrams === null ? '' : String(variant.weightGrams),
    weightKilograms: variant.weightGrams === null ? '' : (variant.weightGrams / 1000).toFixed(3),
  }
}

function optionCells(product: ShopProduct, variant: ShopVariant, format: Format): Cells {
  if (format === 'PLAIN' && product.optionNames.length === 0)
    return hasName(product, variant) ? { variantName: neutralize(variant.name) } : {}
  return Object.fromEntries(
    optionsOf(product, variant).flatMap(([name, value], index) => [
      [`option${index + 1}Name`, neutralize(name)],
      [`option${index + 1}Value`, neutralize(value)],
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
