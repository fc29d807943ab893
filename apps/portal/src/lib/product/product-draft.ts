import { formatForInput, type Money } from '@triclic/money'
import type { FormPicture } from '../media/picture.ts'
import { shownStatusOf, type ShownStatus } from './labels.ts'
import { toGrid, type OptionGrid } from './option-grid.ts'
import type { Product, TaxCategory, Variant, WithdrawalExemption } from './product.documents.ts'
import { toShopTime } from './shop-time.ts'

/** What is typed for a variant. */
export interface VariantTexts {
  sku: string
  price: string
  recommendedPrice: string
  taxCategory: TaxCategory
  /** In grams. */
  weight: string
  /** The number of its barcode. */
  gtin: string
  /** The first count of a new variant; the stock of a stored one is changed by an adjustment. */
  onHand: string
  lowStockThreshold: string
}

/** A product as its form shows it. */
export interface ProductDraft {
  name: string
  descriptionHtml: string
  slug: string
  seoTitle: string
  seoDescription: string
  brand: string
  /** Why the buyer cannot withdraw; empty for the right as it is. */
  withdrawalExemption: WithdrawalExemption | ''
  status: ShownStatus
  /** By the shop's clock; only for a scheduled product. */
  publishAt: string
  pictures: FormPicture[]
  /** Of chosen products. */
  collectionIds: string[]
  grid: OptionGrid<VariantTexts>
}

export type DraftText = Exclude<keyof ProductDraft, 'grid' | 'pictures' | 'collectionIds'>

interface FormOptions {
  locale: string
  timeZone: string
}

const newVariant: VariantTexts = {
  sku: '',
  price: '',
  recommendedPrice: '',
  taxCategory: 'STANDARD',
  weight: '',
  gtin: '',
  onHand: '',
  lowStockThreshold: '',
}

export const newDraft = (status: ProductDraft['status'] = 'DRAFT'): ProductDraft => ({
  name: '',
  descriptionHtml: '',
  slug: '',
  seoTitle: '',
  seoDescription: '',
  brand: '',
  withdrawalExemption: '',
  status,
  publishAt: '',
  pictures: [],
  collectionIds: [],
  grid: toGrid([], [{ id: null, name: '', optionValues: [], cells: newVariant }]),
})

export const toDraft = (product: Product, { locale, timeZone }: FormOptions): ProductDraft => ({
  name: product.name,
  descriptionHtml: product.descriptionHtml,
  slug: product.slug,
  seoTitle: product.seoTitle ?? '',
  seoDescription: product.seoDescription ?? '',
  brand: product.brand ?? '',
  withdrawalExemption: product.withdrawalExemption ?? '',
  status: shownStatusOf(product),
  publishAt: product.publishAt ? toShopTime(product.publishAt, timeZone) : '',
  pictures: product.images,
  collectionIds: product.collections.map(({ id }) => id),
  grid: toGrid(
    product.optionNames,
    product.variants.map((variant) => ({
      id: variant.id,
      name: variant.name,
      optionValues: variant.optionValues,
      cells: toTexts(variant, locale),
    })),
  ),
})

function toTexts(variant: Variant, locale: string): VariantTexts {
  const amount = (money: Money | null) => (money ? formatForInput(money, locale) : '')
  return {
    sku: variant.sku,
    price: amount(variant.price),
    recommendedPrice: amount(variant.recommendedPrice),
    taxCategory: variant.taxCategory,
    weight: variant.weightGrams?.toString() ?? '',
    gtin: variant.gtin ?? '',
    onHand: variant.onHand.toString(),
    lowStockThreshold: variant.lowStockThreshold?.toString() ?? '',
  }
}

/** A new row costs, weighs and is taxed like its neighbour; a SKU, a barcode and stock are its own. */
export const copyTexts = (neighbour: VariantTexts): VariantTexts => ({
  ...neighbour,
  ...{ sku: '', gtin: '', onHand: '' },
})

/** A draft as text, to see whether two are the same. The keys of rows and values do not count. */
export const describeDraft = ({ grid, collectionIds, ...texts }: ProductDraft): string =>
  JSON.stringify([
    texts,
    [...collectionIds].sort(),
    grid.options.map(({ name, values }) => [name, values.map(({ text }) => text)]),
    grid.rows.map(({ id, cells, valueKeys }) => [
      id,
      cells,
      valueKeys.map((key, index) => grid.options[index]?.values.find((value) => value.key === key)?.text),
    ]),
  ])

/** The draft with what was typed into the form before it was refused without scripts, by field. */
export function withTyped(draft: ProductDraft, typed: Readonly<Record<string, string>>): ProductDraft {
  const pick = <Texts extends object>(texts: Texts, prefix = ''): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([name, value]) => [name, typed[`${prefix}${name}`] ?? value]),
    ) as Texts
  const { grid, pictures, collectionIds, ...texts } = draft
  const rows = grid.rows.map((row, index) => ({ ...row, cells: pick(row.cells, `variants.${index}.`) }))
  return { ...pick(texts), pictures, collectionIds, grid: { ...grid, rows } }
}
