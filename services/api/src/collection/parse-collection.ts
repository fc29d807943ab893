import type { CollectionRule } from '../catalog/collection-rules.ts'
import { parseDescription, parseSlug } from '../product/parse-page-fields.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { ProblemList } from '../product/problem-list.ts'
import {
  CollectionKind,
  CollectionMatch,
  CollectionSort,
  type CollectionInput,
  type CollectionRuleInput,
} from './collection.type.ts'

const MAX_RULES = 20
const MAX_DAYS = 3_650

/** A collection as it was typed, checked as far as it can be without the database. */
export interface ParsedCollection {
  name: string
  /** Null: to be made from the name. */
  slug: string | null
  /** Undefined: as it was. */
  parentId: string | null | undefined
  descriptionHtml: string
  seoTitle: string | null
  seoDescription: string | null
  imageId: string | null
  kind: CollectionKind
  match: CollectionMatch
  rules: CollectionRule[]
  sort: CollectionSort
  /** Null: as they were. */
  productIds: string[] | null
}

/** Checks a collection and adds everything that is wrong with it to the list. */
export function parseCollection(input: CollectionInput, problems: ProblemList): ParsedCollection {
  const kind = input.kind ?? CollectionKind.MANUAL
  const hasRules = kind === CollectionKind.RULES
  const sort = input.sort ?? CollectionSort.MANUAL
  return {
    name: problems.requiredText(input.name, LIMITS.name, 'name'),
    slug: parseSlug(input.slug, problems),
    parentId: input.parentId,
    descriptionHtml: parseDescription(input.descriptionHtml, problems),
    seoTitle: problems.text(input.seoTitle, LIMITS.seoTitle, 'seoTitle'),
    seoDescription: problems.text(input.seoDescription, LIMITS.seoDescription, 'seoDescription'),
    imageId: input.imageId ?? null,
    kind,
    match: input.match ?? CollectionMatch.ALL,
    rules: hasRules ? parseRules(input.rules ?? [], problems) : [],
    sort: hasRules && sort === CollectionSort.MANUAL ? CollectionSort.NAME : sort,
    productIds: hasRules ? [] : parseProducts(input.productIds, problems),
  }
}

function parseRules(rules: readonly CollectionRuleInput[], problems: ProblemList): CollectionRule[] {
  if (rules.length === 0) problems.add('REQUIRED', 'rules')
  if (rules.length > MAX_RULES) problems.add('TOO_MANY_RULES', 'rules')
  return rules.slice(0, MAX_RULES).map((rule, index) => parseRule(rule, index, problems))
}

function parseRule(
  { condition, text, number }: CollectionRuleInput,
  index: number,
  problems: ProblemList,
): CollectionRule {
  const at = ['rules', index] as const
  switch (condition) {
    case 'NAME_CONTAINS':
      return { condition, text: problems.requiredText(text, LIMITS.name, ...at, 'text'), number: null }
    case 'SKU_STARTS_WITH':
      return {
        condition,
        text: problems.reference(text ?? '', LIMITS.sku, ...at, 'text') ?? required(),
        number: null,
      }
    case 'PRICE_AT_LEAST':
    case 'PRICE_AT_MOST':
      return {
        condition,
        text: null,
        number: problems.number(number, LIMITS.price, ...at, 'number') ?? requiredNumber(),
      }
    case 'CREATED_WITHIN_DAYS':
      return {
        condition,
        text: null,
        number: problems.number(number, MAX_DAYS, ...at, 'number') ?? requiredNumber(),
      }
    default:
      return { condition, text: null, number: null }
  }
  function required(): string {
    problems.add('REQUIRED', ...at, 'text')
    return ''
  }
  function requiredNumber(): number {
    if (number == null) problems.add('REQUIRED', ...at, 'number')
    return 0
  }
}

function parseProducts(ids: readonly string[] | null | undefined, problems: ProblemList): string[] | null {
  if (!ids) return null
  if (ids.length > LIMITS.productsOfCollection) problems.add('TOO_MANY_PRODUCTS', 'productIds')
  return [...new Set(ids.slice(0, LIMITS.productsOfCollection))]
}
