import { formatMoney, type Money } from '@triclic/money'
import type { CartLine } from '#lib/api/documents/cart.ts'
import type { CartTotals } from '#lib/api/documents/delivery.ts'
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
    ...describeAmount(before.totals.shippingTotal, after.totals.shippingTotal, m.change_delivery),
    ...describeAmount(before.totals.total, after.totals.total, m.change_total),
  ]
}

const nameOf = ({ variant }: CartLine) => `${variant.product.name} – ${variant.name}`

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

function describeAmount(
  before: Money,
  after: Money,
  message: (values: { before: string; after: string }) => string,
): string[] {
  if (before.amount === after.amount) return []
  return [message({ before: formatMoney(before, getLocale()), after: formatMoney(after, getLocale()) })]
}
