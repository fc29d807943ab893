import type { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import type { ProblemList } from './problem-list.ts'
import { parseCollectionIds } from './product-collections.ts'
import { parseImages, type ParsedImage } from './product-images.ts'
import { LIMITS } from './product-limits.ts'
import type { ProductInput } from './product.input.ts'
import { ProductStatus } from './product-status.ts'
import { parseDescription, parseSlug } from './parse-page-fields.ts'
import { parseVariants, type ParsedVariant } from './parse-variants.ts'
import { toPublishAt } from './to-publish-at.ts'

/** A product as it was typed, checked as far as it can be without the database. */
export interface ParsedProduct {
  name: string
  /** Null: to be made from the name. */
  slug: string | null
  /** Sanitised. */
  descriptionHtml: string
  status: ProductStatus
  publishAt: Date | null
  seoTitle: string | null
  seoDescription: string | null
  brand: string | null
  withdrawalExemption: WithdrawalExemption | null
  optionNames: string[]
  variants: ParsedVariant[]
  /** Null: as they were. */
  images: ParsedImage[] | null
  /** Of chosen products. Null: as they were. */
  collectionIds: string[] | null
}

/** Checks a product and adds everything that is wrong with it to the list. */
export function parseProduct(input: ProductInput, problems: ProblemList): ParsedProduct {
  const status = input.status ?? ProductStatus.DRAFT
  const optionNames = parseOptionNames(input.optionNames ?? [], problems)
  return {
    name: problems.requiredText(input.name, LIMITS.name, 'name'),
    slug: parseSlug(input.slug, problems),
    descriptionHtml: parseDescription(input.descriptionHtml, problems),
    status,
    publishAt: toPublishAt(status, input.publishAt),
    seoTitle: problems.text(input.seoTitle, LIMITS.seoTitle, 'seoTitle'),
    seoDescription: problems.text(input.seoDescription, LIMITS.seoDescription, 'seoDescription'),
    brand: problems.text(input.brand, LIMITS.brand, 'brand'),
    withdrawalExemption: input.withdrawalExemption ?? null,
    optionNames,
    variants: parseVariants(input.variants, optionNames, problems),
    images: parseImages(input.images, problems),
    collectionIds: parseCollectionIds(input.collectionIds, problems),
  }
}

function parseOptionNames(names: readonly string[], problems: ProblemList): string[] {
  if (names.length > LIMITS.options) {
    problems.add('TOO_MANY_OPTIONS', 'optionNames')
    return []
  }
  const parsed = names.map((name, index) =>
    problems.requiredText(name, LIMITS.optionName, 'optionNames', index),
  )
  for (const [index, name] of parsed.entries())
    if (name !== '' && parsed.findIndex((other) => toKey(other) === toKey(name)) < index)
      problems.add('OPTION_NAME_REPEATED', 'optionNames', index)
  return parsed
}

const toKey = (text: string): string => text.toLowerCase()
