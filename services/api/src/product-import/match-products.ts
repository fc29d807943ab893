import { Pace } from '../kernel/pace.ts'
import type { FileProduct } from '../product-file/file-product.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import type { PlannedChange } from './stored-import.ts'

/** What the shop has of what a file may mean. */
export interface KnownProducts {
  /** By their slugs, earlier ones too. */
  bySlug: ReadonlyMap<string, ShopProduct>
  bySku: ReadonlyMap<string, ShopProduct>
  /** By their ids in the program that wrote the file. */
  bySourceId: ReadonlyMap<string, KnownSource>
  /** By their names in lower case. */
  collections: ReadonlyMap<string, KnownCollection>
}

export interface KnownSource {
  product: ShopProduct
  /** To which the prices of combinations are relative, in minor units, tax included; null when it was never imported. */
  basePrice: number | null
}

export interface KnownCollection {
  id: string
  name: string
  /** Whether rules choose its products. */
  hasRules: boolean
  productCount: number
}

export interface Matched {
  file: FileProduct
  /** Undefined for a new product. */
  existing: ShopProduct | undefined
  /** What of the file is that of the existing product; undefined for a new one. */
  by: PlannedChange['matchedBy'] | undefined
}

const WORK = 200

/** Finds the product of the shop that each product of a file is. Rows that name items of one product by SKU alone are joined. */
export async function matchProducts(
  products: FileProduct[],
  known: KnownProducts,
  problems: ProblemList,
): Promise<Matched[]> {
  const matched: Matched[] = []
  const byId = new Map<string, Matched>()
  const pace = new Pace()
  for (const file of products) {
    await pace.add(WORK)
    const [existing, by] = findExisting(file, known)
    const earlier = existing && byId.get(existing.id)
    if (earlier && isNamedBySku(file) && isNamedBySku(earlier.file)) {
      earlier.file.variants.push(...file.variants)
      continue
    }
    if (earlier) {
      problems.add('HANDLE_TWICE', { row: file.row }, earlier.file.row)
      continue
    }
    const match = { file: { ...file, variants: [...file.variants] }, existing, by }
    matched.push(match)
    if (existing) byId.set(existing.id, match)
  }
  return matched
}

const isNamedBySku = ({ handle, name, externalId, productReference }: FileProduct): boolean =>
  handle === undefined && name === undefined && externalId === undefined && productReference === undefined

type Found = [ShopProduct, PlannedChange['matchedBy']] | []

/** Two products may have the same name, so a name decides only where the file has no SKU. */
function findExisting(file: FileProduct, known: KnownProducts): Found {
  const { handle, name, externalId, productReference } = file
  const byHandle = handle === undefined ? undefined : known.bySlug.get(handle)
  if (byHandle) return [byHandle, 'HANDLE']
  const byReference = productReference === undefined ? undefined : known.bySku.get(productReference)
  if (byReference) return [byReference, 'SKU']
  const skus = file.variants.flatMap(({ sku }) => sku ?? [])
  const bySku = skus.map((sku) => known.bySku.get(sku)).find((product) => product !== undefined)
  if (bySku) return [bySku, 'SKU']
  if (handle !== undefined) return []
  const bySource = externalId === undefined ? undefined : known.bySourceId.get(externalId)?.product
  if (bySource) return [bySource, 'NUMBER']
  const byName = skus.length === 0 ? known.bySlug.get(toSlug(name ?? '')) : undefined
  return byName ? [byName, 'NAME'] : []
}
