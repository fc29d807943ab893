import type { InTransaction, ShopContext } from '../app/context.ts'
import { loadCollection } from '../collection/stored-collection.ts'
import { loadProduct } from '../product/load-products.ts'
import { toMerchantProduct } from '../product/product.type.ts'
import type { ToldEvent } from './load-payload.ts'
import { isCatalogEvent } from './webhook-events.ts'

type Tx = InTransaction<ShopContext>

/** The ids of what an event of the catalogue is about; all null for any other event. */
interface CatalogSubject {
  productId: string | null
  /** Of STOCK_CHANGED. */
  variantId: string | null
  collectionId: string | null
}

export function catalogSubject(type: string, event: ToldEvent | null): CatalogSubject {
  const nothing = { productId: null, variantId: null, collectionId: null }
  if (!event || !('subjectId' in event) || !isCatalogEvent(type)) return nothing
  if (type === 'STOCK_CHANGED') return { ...nothing, productId: event.streamId, variantId: event.subjectId }
  if (type.startsWith('PRODUCT_')) return { ...nothing, productId: event.subjectId }
  return { ...nothing, collectionId: event.subjectId }
}

/** Null once it is deleted, as for all of these. Members see more: the schema of payloads decides what is shown. */
export async function loadToldProduct(tx: Tx, id: string) {
  const product = await loadProduct(tx, id)
  return product && toMerchantProduct(product, tx.shop.currency)
}

export async function loadToldVariant(tx: Tx, { productId, variantId }: CatalogSubject) {
  const product = productId === null ? null : await loadToldProduct(tx, productId)
  return product?.variants.find(({ id }) => id === variantId) ?? null
}

export async function loadToldCollection(tx: Tx, id: string) {
  const collection = await loadCollection(tx, id)
  return collection && { ...collection, updatedAt: new Date(collection.updatedAt) }
}
