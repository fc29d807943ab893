import { forEachInSlices, sortInSlices } from '../kernel/slices.ts'
import { applyEdits, findEdits, type Change } from '../kernel/sorted-array.ts'
import type { CatalogProduct, FullProductList } from './catalog.ts'
import { comparator, type ProductOrder } from './product-sort.ts'

const PRODUCTS_PER_SLICE = 500

/** Sorts products that have a slot. */
export async function fullListOf(
  products: readonly CatalogProduct[],
  order: ProductOrder,
): Promise<FullProductList> {
  const sorted = await sortInSlices(products, comparator(order))
  const slots: number[] = []
  await forEachInSlices(sorted, PRODUCTS_PER_SLICE, ({ slot }) => slots.push(slot))
  return { order, products: sorted, slots }
}

/** A copy of a list with a change. */
export async function changeFullList(
  { order, products, slots }: FullProductList,
  change: Change<CatalogProduct>,
): Promise<FullProductList> {
  const edits = await findEdits(products, change, comparator(order))
  return {
    order,
    products: applyEdits(products, edits, (product) => product),
    slots: applyEdits(slots, edits, ({ slot }) => slot),
  }
}
