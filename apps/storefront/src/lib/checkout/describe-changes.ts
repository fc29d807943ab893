import { formatMoney, type Money } from '@triclic/money'
import type { CartLine } from '#lib/api/documents/cart.ts'
import type { CartTotals } from '#lib/api/documents/delivery.ts'
import { nameOfItem } from '#lib/catalog/variant-name.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'

/** What the checkout page shows of an order that is not placed yet. */
export interface ShownOrder {
  lines: CartLine[]
  totals: CartTotals | null
}

/** One sentence for each difference between two states of the same checkout, with the old and the new value. */
export function describeChanges(before: ShownOrder, after: ShownOrder): string[] {
  const remaining = new Map(after.lines.map((line) => [line.variant.id, line]))
  const sentences = before.lines.flatMap((line) => {
    const current = remaining.get(line.variant.id)
    remaining.delete(line.variant.id)
    return current ? describeLine(line, current) : [m.change_removed({ name: nameOf(line) })]
  })
  for (const line of remaining.values()) sentences.push(m.change_added({ name: nameOf(line) }))
  if (!before.totals || !after.totals) return sentences
  return [
    ...sentences,
    ...describeDiscounts(before.totals, after.totals),
    ...describeAmount(before.totals.shippingTotal, after.totals.shippingTotal, m.change_delivery),
    ...describeAmount(before.totals.total, after.totals.total, m.change_total),
  ]
}

const nameOf = ({ variant }: CartLine) => nameOfItem(variant)

function describeLine(before: CartLine, after: CartLine): string[] {
  const name = nameOf(after)
  const quantity =
    before.quantity === after.quantity
      ? []
      : [m.change_quantity({ name, before: before.quantity, after: after.quantity })]
  const price = describeAmount(before.unitPrice, after.unitPrice, (values) =>
    m.change_price({ name, ...values }),
  )
  return [...quantity, ...price]
}

/** What each discount takes off, of the goods and the delivery. */
function describeDiscounts(before: CartTotals, after: CartTotals): string[] {
  const remaining = new Map(discountsOf(after).map((discount) => [discount.label, discount.amount]))
  const sentences = discountsOf(before).flatMap(({ label, amount }) => {
    const current = remaining.get(label)
    remaining.delete(label)
    return current
      ? describeAmount(amount, current, (values) => m.change_discount({ label, ...values }))
      : [m.change_discount_removed({ label })]
  })
  for (const label of remaining.keys()) sentences.push(m.change_discount_added({ label }))
  return sentences
}

const discountsOf = ({ discounts, shippingDiscounts }: CartTotals) => [...discounts, ...shippingDiscounts]

function describeAmount(
  before: Money,
  after: Money,
  message: (values: { before: string; after: string }) => string,
): string[] {
  if (before.amount === after.amount) return []
  return [message({ before: formatMoney(before, getLocale()), after: formatMoney(after, getLocale()) })]
}
