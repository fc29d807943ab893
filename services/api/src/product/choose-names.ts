import { randomBytes } from 'node:crypto'
import type { InTransaction, ShopContext } from '../app/context.ts'
import type { ParsedProduct } from './parse-product.ts'
import type { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'
import type { StoredProduct } from './stored-product.ts'
import { toSlug } from './to-slug.ts'

/** Numbers that are tried before random letters make a name unique. */
const NUMBERED = [2, 3, 4, 5]

/** The slug of a product and the SKUs of its variants, parallel to them. */
export interface ProductNames {
  slug: string
  skus: string[]
}

/**
 * Chooses the slug and the SKUs that were not typed, keeps those that `before` has, and adds a problem for each typed one that another product
 * of the shop has. One statement, whatever the number of variants.
 */
export async function chooseNames(
  tx: InTransaction<ShopContext>,
  parsed: ParsedProduct,
  before: StoredProduct | null,
  problems: ProblemList,
): Promise<ProductNames> {
  const typedSlug = parsed.slug ?? before?.slug ?? null
  const slugs = typedSlug === null ? candidatesOf(toSlug(parsed.name) || 'product') : [typedSlug]
  const skuBase = (slugs[0] ?? '').toUpperCase()
  const kept = new Map(before?.variants.map(({ id, sku }) => [id, sku]))
  const skus = parsed.variants.map(({ sku, id, optionValues }) => {
    const present = sku ?? (id === null ? null : (kept.get(id) ?? null))
    return present === null ? candidatesOf(skuOf(skuBase, optionValues)) : [present]
  })
  const taken = await findTaken(tx, before?.id ?? null, slugs, skus.flat())
  if (typedSlug !== null && taken.slugs.has(typedSlug)) problems.add('SLUG_TAKEN', 'slug')
  return {
    slug: typedSlug ?? pick(slugs, taken.slugs),
    skus: chooseSkus(skus, taken.skus, problems),
  }
}

/** @param candidates of each variant: the SKU that was typed or is kept, or several from which one may be chosen */
function chooseSkus(
  candidates: readonly (readonly string[])[],
  taken: ReadonlySet<string>,
  problems: ProblemList,
): string[] {
  const used = new Set(taken)
  for (const [index, [sku = '', ...others]] of candidates.entries()) {
    if (others.length > 0) continue
    if (used.has(sku)) problems.add('SKU_TAKEN', 'variants', index, 'sku')
    used.add(sku)
  }
  return candidates.map((names) => {
    if (names.length === 1) return names[0] ?? ''
    const sku = pick(names, used)
    used.add(sku)
    return sku
  })
}

const skuOf = (base: string, optionValues: readonly string[]): string =>
  [base, ...optionValues.map((value) => toSlug(value).toUpperCase())]
    .filter((part) => part !== '')
    .join('-')
    .slice(0, LIMITS.sku - 8)

const candidatesOf = (name: string): string[] => [name, ...NUMBERED.map((number) => `${name}-${number}`)]

const pick = (candidates: readonly string[], taken: ReadonlySet<string>): string =>
  candidates.find((name) => !taken.has(name)) ?? `${candidates[0] ?? ''}-${randomBytes(3).toString('hex')}`

/** Which of these slugs and SKUs other products of the shop have. */
async function findTaken(
  tx: InTransaction<ShopContext>,
  productId: string | null,
  slugs: readonly string[],
  skus: readonly string[],
): Promise<{ slugs: Set<string>; skus: Set<string> }> {
  const [row] = await tx.em.execute<[{ slugs: string[]; skus: string[] }]>(TAKEN, [
    tx.shop.id,
    productId,
    JSON.stringify(slugs),
    tx.shop.id,
    productId,
    JSON.stringify([...new Set(skus)]),
  ])
  return { slugs: new Set(row.slugs), skus: new Set(row.skus) }
}

// One lookup by key per name, whatever the statistics.
const TAKEN = `
  select (select coalesce(jsonb_agg(found.slug), '[]') from (select ?::uuid as shop_id, ?::uuid as product_id) of_shop,
      jsonb_array_elements_text(?::jsonb) wanted (name), lateral (
        select p.slug from product p where p.shop_id = of_shop.shop_id and p.slug = wanted.name
          and p.id is distinct from of_shop.product_id offset 0) found) as slugs,
    (select coalesce(jsonb_agg(found.sku), '[]') from (select ?::uuid as shop_id, ?::uuid as product_id) of_shop,
      jsonb_array_elements_text(?::jsonb) wanted (name), lateral (
        select v.sku from variant v where v.shop_id = of_shop.shop_id and v.sku = wanted.name
          and v.product_id is distinct from of_shop.product_id offset 0) found) as skus`
