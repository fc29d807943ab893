import type { EnumValue } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'

type Condition = EnumValue<'CollectionCondition'>

/** Each condition in words, and what its value is: a text, an amount of money, a number of days, or nothing. */
export const conditions: Record<Condition, { label: () => string; value: 'text' | 'money' | 'days' | null }> =
  {
    NAME_CONTAINS: { label: m.collection_rule_name, value: 'text' },
    SKU_STARTS_WITH: { label: m.collection_rule_sku, value: 'text' },
    PRICE_AT_LEAST: { label: m.collection_rule_price_min, value: 'money' },
    PRICE_AT_MOST: { label: m.collection_rule_price_max, value: 'money' },
    IN_STOCK: { label: m.collection_rule_stock, value: null },
    CREATED_WITHIN_DAYS: { label: m.collection_rule_new, value: 'days' },
  }

export const sorts: Record<EnumValue<'CollectionSort'>, () => string> = {
  MANUAL: m.collection_sort_manual,
  NAME: m.collection_sort_name,
  PRICE_ASC: m.collection_sort_price_asc,
  PRICE_DESC: m.collection_sort_price_desc,
  NEWEST: m.collection_sort_newest,
}
