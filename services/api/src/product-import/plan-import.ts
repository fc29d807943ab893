import { v7 } from 'uuid'
import { Pace } from '../kernel/pace.ts'
import type { FileProduct } from '../product-file/file-product.ts'
import type { ImportSite } from './find-site.ts'
import type { PlannedChange } from './stored-import.ts'
import { toSlug } from '../product/to-slug.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { ShopImage, ShopProduct } from '../product-file/shop-product.ts'
import { UNNAMED_OPTION } from '../product-file/unnamed-option.ts'
import { CollectionPlan } from './collection-plan.ts'
import { matchProducts, type KnownProducts } from './match-products.ts'
import { mergeVariants } from './merge-variants.ts'
import { NewNames } from './new-names.ts'
import type { AddTax } from './prices-without-tax.ts'

/** What an import does with one product. */
export interface PlannedProduct {
  /** Null for a new one. */
  before: ShopProduct | null
  after: ShopProduct
}

/** An id that a product has in the program that wrote the file. */
export interface PlannedSource {
  externalId: string
  productId: string
  /** Minor units, tax included; null: as it is stored. */
  basePrice: number | null
}

export interface ImportPlan {
  /** New and changed products, in the order of the file. */
  products: PlannedProduct[]
  sources: PlannedSource[]
  /** Of PrestaShop, whose numbers the sources are. */
  site: string
  /** The first of the changed products. */
  changes: PlannedChange[]
  /** Names of collections that the shop does not have. */
  newCollections: string[]
  /** Pictures that products get. */
  pictureCount: number
  createdCount: number
  changedCount: number
  unchangedCount: number
}

export interface PlanContext {
  known: KnownProducts
  site: ImportSite
  /** Ids of stored pictures by what the file calls them. */
  pictures: ReadonlyMap<string, string>
  addTax: AddTax
  now: Date
  problems: ProblemList
  remarks: ProblemList
}

/** Of a product, for pauses. */
const WORK = 500
const MAX_LISTED_CHANGES = 100

/** Decides what a file changes in the shop: nothing is removed, and what the file leaves out or empty stays as it is. */
export async function planImport(files: FileProduct[], context: PlanContext): Promise<ImportPlan> {
  const { known, problems } = context
  const names = new NewNames(known, files)
  const collections = new CollectionPlan(known, context)
  const plan: ImportPlan = {
    products: [],
    sources: [],
    site: context.site.name,
    changes: [],
    newCollections: collections.created,
    pictureCount: 0,
    createdCount: 0,
    changedCount: 0,
    unchangedCount: 0,
  }
  const pace = new Pace()
  for (const { file, existing, by } of await matchProducts(files, known, problems)) {
    await pace.add(
      WORK * (1 + file.variants.length + (existing?.variants.length ?? 0)) +
        (file.descriptionHtml?.length ?? 0),
    )
    const before = existing ?? null
    if (before && by === 'NUMBER') requireSameName(file, before, context)
    const after = before ? changed(file, before, context) : created(file, names, problems)
    if (!after) continue
    after.images = mergeImages(file, after.images, context)
    after.collections = collections.add(file, after.collections)
    after.variants = mergeVariants(file, before, after, { ...context, names })
    if (after.variants.length > LIMITS.variants)
      problems.add('TOO_MANY_VARIANTS', { row: file.row }, LIMITS.variants)
    if (file.externalId !== undefined) plan.sources.push(sourceOf(file.externalId, file, after))
    if (before && isSame(before, after)) {
      plan.unchangedCount++
      continue
    }
    plan.products.push({ before, after })
    plan.pictureCount += after.images.length - (before?.images.length ?? 0)
    if (!before) {
      plan.createdCount++
      continue
    }
    plan.changedCount++
    if (by && plan.changes.length < MAX_LISTED_CHANGES) plan.changes.push(changeOf(before, after, by))
  }
  return plan
}

const changeOf = (
  before: ShopProduct,
  after: ShopProduct,
  matchedBy: PlannedChange['matchedBy'],
): PlannedChange => ({
  name: before.name,
  newName: after.name === before.name ? null : after.name,
  matchedBy,
})

/** The same number in another site is another product: when all else differs, the member has to tell which site it is. */
function requireSameName(file: FileProduct, before: ShopProduct, { site, problems }: PlanContext): void {
  if (site.isTold || file.name === undefined || toSlug(file.name) === toSlug(before.name)) return
  problems.add('NUMBER_OF_OTHER_PRODUCT', file.externalIdCell ?? { row: file.row }, before.name)
}

const isSame = (before: ShopProduct, after: ShopProduct): boolean =>
  JSON.stringify(before) === JSON.stringify(after)

/** Combinations are priced by their difference to the product, which the file of products gives. */
function sourceOf(externalId: string, { variants }: FileProduct, after: ShopProduct): PlannedSource {
  const [row] = variants
  const isOfProduct = row?.price !== undefined || row?.netPrice !== undefined
  return {
    externalId,
    productId: after.id,
    basePrice: isOfProduct && after.optionNames.length === 0 ? (after.variants[0]?.price ?? null) : null,
  }
}

function changed(file: FileProduct, before: ShopProduct, { now }: PlanContext): ShopProduct {
  return {
    ...before,
    name: file.name ?? before.name,
    descriptionHtml: file.descriptionHtml ?? before.descriptionHtml,
    ...publicationOf(file, before, now),
    seoTitle: file.seoTitle ?? before.seoTitle,
    seoDescription: file.seoDescription ?? before.seoDescription,
    brand: file.brand ?? before.brand,
    optionNames: addsOptions(file, before) ? (file.optionNames ?? []) : before.optionNames,
  }
}

/** The only variant of a product without options may be divided into several by options. */
const addsOptions = ({ optionNames, variants }: FileProduct, before: ShopProduct): boolean =>
  before.optionNames.length === 0 &&
  before.variants.length === 1 &&
  variants.length > 0 &&
  !!optionNames?.length &&
  !(optionNames.length === 1 && optionNames[0] === UNNAMED_OPTION)

/** A product that waits for its time of publication is neither visible nor a draft: a file that knows only yes and no leaves it waiting. */
function publicationOf(
  { status, isStatusFromYesOrNo, publishAt }: FileProduct,
  before: Pick<ShopProduct, 'status' | 'publishAt'>,
  now: Date,
): Pick<ShopProduct, 'status' | 'publishAt'> {
  const waits = before.status === 'PUBLISHED' && before.publishAt !== null && new Date(before.publishAt) > now
  const next =
    status === undefined || (waits && status === 'DRAFT' && isStatusFromYesOrNo) ? before.status : status
  if (next !== 'PUBLISHED') return { status: next, publishAt: null }
  return {
    status: next,
    publishAt: publishAt?.toISOString() ?? (before.status === 'PUBLISHED' ? before.publishAt : null),
  }
}

function created(file: FileProduct, names: NewNames, problems: ProblemList): ShopProduct | null {
  const isCombination = file.externalId !== undefined || file.productReference !== undefined
  if (file.name === undefined) {
    if (isCombination && file.optionNames?.length)
      problems.add('COMBINATION_WITHOUT_PRODUCT', file.externalIdCell ?? { row: file.row })
    else if (!problems.has(file.row)) problems.add('NAME_MISSING', file.nameAt ?? { row: file.row })
    return null
  }
  if (file.variants.length === 0) {
    if (!problems.has(file.row)) problems.add('PRICE_MISSING', { row: file.row })
    return null
  }
  const id = v7()
  const status = file.status ?? 'DRAFT'
  return {
    id,
    version: id,
    slug: names.slug(file.handle, file.name, id),
    name: file.name,
    descriptionHtml: file.descriptionHtml ?? '',
    status,
    publishAt: status === 'PUBLISHED' ? (file.publishAt?.toISOString() ?? null) : null,
    seoTitle: file.seoTitle ?? null,
    seoDescription: file.seoDescription ?? null,
    brand: file.brand ?? null,
    optionNames: file.optionNames ?? [],
    images: [],
    collections: [],
    variants: [],
  }
}

/** Pictures are added after those that the product has; one that it has gets the text of the file. */
function mergeImages(
  file: FileProduct,
  before: ShopImage[],
  { pictures, problems }: PlanContext,
): ShopImage[] {
  const images = [...before]
  for (const { source, altText } of file.images) {
    const id = pictures.get(source)
    if (id === undefined) continue
    const index = images.findIndex((image) => image.id === id)
    const present = images[index]
    if (!present) images.push({ id, altText: altText ?? '' })
    else if (altText !== undefined) images[index] = { id, altText }
  }
  const first = file.images[0]
  if (
    first &&
    images.length > LIMITS.images &&
    before.length <= LIMITS.images &&
    file.images.length <= LIMITS.images
  )
    problems.add('TOO_MANY_PICTURES', first, LIMITS.images)
  return images
}
