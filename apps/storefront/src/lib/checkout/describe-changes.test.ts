import { describe, expect, it } from 'vitest'
import type { CartLine } from '#lib/api/documents/cart.ts'
import { overwriteGetLocale } from '#lib/paraglide/runtime.js'
import { describeChanges, type ShownOrder } from './describe-changes.ts'

overwriteGetLocale(() => 'en')
const eur = (amount: number) => ({ amount, currency: 'EUR' })

function line(name: string, quantity: number, price: number): CartLine {
  const product = { slug: name, name, image: null }
  const variant = { id: name, name: 'Large', optionValues: [], availableQuantity: 9, product }
  const total = eur(quantity * price)
  return { id: name, quantity, unitPrice: eur(price), discounts: [], notices: [], total, variant }
}

function order(lines: CartLine[], delivery: number): ShownOrder {
  const subtotal = lines.reduce((sum, { total }) => sum + total.amount, 0)
  return {
    lines,
    totals: {
      subtotal: eur(subtotal),
      discounts: [],
      shippingDiscounts: [],
      shippingTotal: eur(delivery),
      taxTotal: eur(0),
      taxes: [],
      vatNumberStatus: null,
      total: eur(subtotal + delivery),
    },
  }
}

describe('describeChanges', () => {
  it('is empty if nothing changed', () => {
    expect(describeChanges(order([line('Lamp', 1, 900)], 490), order([line('Lamp', 1, 900)], 490))).toEqual(
      [],
    )
  })
  it('names every change with the old and the new value', () => {
    const before = order([line('Lamp', 1, 900), line('Bowl', 1, 1200), line('Cup', 2, 300)], 490)
    const after = order([line('Lamp', 1, 1000), line('Cup', 1, 300), line('Vase', 1, 500)], 1490)
    expect(describeChanges(before, after)).toEqual([
      'Price of Lamp – Large: €10.00 instead of €9.00.',
      'Bowl – Large is no longer in your cart.',
      'Quantity of Cup – Large: 1 instead of 2.',
      'Vase – Large was added to your cart.',
      'Delivery: €14.90 instead of €4.90.',
      'Total: €32.90 instead of €31.90.',
    ])
  })
  it('names a discount that ended, changed or began', () => {
    const lines = [line('Lamp', 1, 900)]
    const off = (label: string, amount: number) => ({ label, amount: eur(amount) })
    const withDiscounts = (...discounts: { label: string; amount: ReturnType<typeof eur> }[]): ShownOrder => {
      const shown = order(lines, 490)
      return shown.totals ? { ...shown, totals: { ...shown.totals, discounts } } : shown
    }
    const before = withDiscounts(off('Welcome', 90), off('NOEL', 100))
    const after = withDiscounts(off('NOEL', 50), off('Sale', 30))
    expect(describeChanges(before, after)).toEqual([
      'The discount “Welcome” no longer applies.',
      'Discount “NOEL”: €0.50 instead of €1.00.',
      'The discount “Sale” applies now.',
    ])
  })
})
