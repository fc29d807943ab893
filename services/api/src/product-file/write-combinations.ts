import type { Field } from './field.ts'
import { joinList } from './list-cell.ts'
import { neutralize } from '../kernel/neutralize.ts'
import { toAttributePart } from './combination-rows.ts'
import type { ShopProduct, ShopVariant } from './shop-product.ts'
import { optionsOf } from './written-options.ts'

/** Millionths of the currency's main unit that are an amount without the tax that it includes. */
export type WithoutTax = (amount: number, category: ShopVariant['taxCategory']) => number

/**
 * The rows of a product in PrestaShop's file of combinations: one for each variant. They name the product by the reference that it has in the file of products,
 * which is that of its first variant, and give price and weight as differences to it. A product without variants has none.
 */
export function combinationCells(
  product: ShopProduct,
  withoutTax: WithoutTax,
): Partial<Record<Field, string>>[] {
  const { variants } = product
  const [first] = variants
  if (!first || (product.optionNames.length === 0 && variants.length === 1)) return []
  const options = variants.map((variant) => optionsOf(product, variant))
  const values = (options[0] ?? []).map((_, option) => [...new Set(options.map((row) => row[option]?.[1]))])
  return variants.map((variant, index) => {
    const row = options[index] ?? []
    return {
      productReference: neutralize(first.sku),
      attributeNames: listOf(row.map(([name], option) => `${toAttributePart(name)}:select:${option}`)),
      attributeValues: listOf(
        row.map(([, value], option) => `${toAttributePart(value)}:${values[option]?.indexOf(value)}`),
      ),
      sku: neutralize(variant.sku),
      gtin: variant.gtin ?? '',
      priceImpact: (withoutTax(variant.price - first.price, variant.taxCategory) / 1e6).toFixed(6),
      stock: String(variant.onHand),
      weightImpact: (((variant.weightGrams ?? 0) - (first.weightGrams ?? 0)) / 1000).toFixed(3),
    }
  })
}

const listOf = (parts: string[]): string => neutralize(joinList(parts))
