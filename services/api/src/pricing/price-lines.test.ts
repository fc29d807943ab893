import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { MAX_AMOUNT } from '@triclic/money'
import type { DiscountToApply } from './apply-discounts.ts'
import { priceLines, type OrderToPriceLines } from './price-lines.ts'
import { priceByReference } from './price-lines.reference.ts'

const CATEGORIES = ['STANDARD', 'FOOD', 'BOOKS'] as const
type Category = (typeof CATEGORIES)[number]

const FRENCH: Record<Category, number> = { STANDARD: 2000, FOOD: 550, BOOKS: 550 }
const SWEDISH: Record<Category, number> = { STANDARD: 2500, FOOD: 1200, BOOKS: 600 }

const atHome = {
  rateOf: (c: Category) => FRENCH[c],
  domesticRateOf: (c: Category) => FRENCH[c],
  priceMode: 'SAME_GROSS',
} as const
const inSweden = { ...atHome, rateOf: (c: Category) => SWEDISH[c] }
const exported = { ...atHome, rateOf: () => 0 }

const line = (id: string, unitPrice: number, quantity = 1, taxCategory: Category = 'STANDARD') => ({
  id,
  unitPrice,
  quantity,
  taxCategory,
})

/** Prices an order that does not exceed the largest amount. */
function price(order: Partial<OrderToPriceLines<Category>>) {
  const priced = priceLines({
    lines: [line('a', 1000)],
    discounts: [],
    shipping: null,
    tax: atHome,
    ...order,
  })
  if (!priced) throw new Error('The order exceeds the largest amount')
  return priced
}

describe('priceLines', () => {
  it('rounds tax once per rate, delivery together with the goods of its rate', () => {
    const priced = price({
      lines: [line('a', 333), line('b', 333), line('c', 333), line('d', 1055, 1, 'FOOD')],
      shipping: { price: 1, taxCategory: 'STANDARD' },
    })
    expect(priced.taxes).toEqual([
      { taxBasisPoints: 550, base: 1000, tax: 55 },
      { taxBasisPoints: 2000, base: 833, tax: 167 },
    ])
    expect(priced).toMatchObject({ subtotal: 2054, shippingTotal: 1, total: 2055, taxTotal: 222 })
  })

  it('spreads an amount over its lines by what they cost, to the cent', () => {
    const { lines, subtotal } = price({
      lines: [line('a', 1000), line('b', 1000), line('c', 1000), line('d', 500)],
      discounts: [{ id: 'five', label: 'FIVE', kind: 'AMOUNT', amount: 500, lineIds: ['a', 'b', 'c'] }],
    })
    expect(lines.map(({ discounts }) => discounts.map(({ amount }) => amount))).toEqual([
      [167],
      [167],
      [166],
      [],
    ])
    expect(subtotal).toBe(3000)
  })

  it('rounds a percentage once for all its lines', () => {
    const { lines, subtotal } = price({
      lines: [line('a', 5), line('b', 5), line('c', 5)],
      discounts: [
        { id: 'ten', label: 'TEN', kind: 'PERCENTAGE', basisPoints: 1000, lineIds: ['a', 'b', 'c'] },
      ],
    })
    expect(lines.map(({ total }) => total)).toEqual([4, 4, 5])
    expect(subtotal).toBe(13)
  })

  it('applies a discount to what the one before has left', () => {
    const { lines } = price({
      lines: [line('a', 10_000)],
      discounts: [
        { id: '1', label: 'HALF', kind: 'PERCENTAGE', basisPoints: 5000, lineIds: ['a'] },
        { id: '2', label: 'TEN', kind: 'PERCENTAGE', basisPoints: 1000, lineIds: ['a'] },
        { id: '3', label: 'MORE', kind: 'AMOUNT', amount: 99_999, lineIds: ['a'] },
        { id: '4', label: 'NOTHING LEFT', kind: 'AMOUNT', amount: 1, lineIds: ['a'] },
      ],
    })
    expect(lines[0]?.discounts).toEqual([
      { discountId: '1', label: 'HALF', amount: 5000 },
      { discountId: '2', label: 'TEN', amount: 500 },
      { discountId: '3', label: 'MORE', amount: 4500 },
    ])
    expect(lines[0]?.total).toBe(0)
  })

  it('takes free delivery off the delivery, and its tax with it', () => {
    const priced = price({
      shipping: { price: 490, taxCategory: 'STANDARD' },
      discounts: [{ id: 'free', label: 'FREE', kind: 'FREE_DELIVERY' }],
    })
    expect(priced.shipping).toEqual({
      price: 490,
      discounts: [{ discountId: 'free', label: 'FREE', amount: 490 }],
      total: 0,
      parts: [{ amount: 0, taxBasisPoints: 2000 }],
    })
    expect(priced).toMatchObject({ subtotal: 1000, shippingTotal: 0, total: 1000, taxTotal: 167 })
  })

  it('taxes delivery like the goods, in proportion to their value', () => {
    const { shipping } = price({
      lines: [line('a', 3000), line('b', 1000, 1, 'FOOD')],
      shipping: { price: 480, taxCategory: null },
    })
    expect(shipping?.parts).toEqual([
      { amount: 120, taxBasisPoints: 550 },
      { amount: 360, taxBasisPoints: 2000 },
    ])
  })

  it('taxes the delivery of goods that cost nothing like the goods, by their number', () => {
    const { shipping, taxes } = price({
      lines: [line('a', 0, 3), line('b', 0, 1, 'FOOD')],
      shipping: { price: 400, taxCategory: null },
    })
    expect(shipping?.parts.map(({ amount }) => amount)).toEqual([100, 300])
    expect(taxes).toHaveLength(2)
  })

  test.each([
    ['the same gross price', 'SAME_GROSS', inSweden, 12_000, 2400],
    ['the same net price', 'SAME_NET', inSweden, 12_500, 2500],
    ['the same gross price for an export', 'SAME_GROSS', exported, 12_000, 0],
    ['the same net price for an export', 'SAME_NET', exported, 10_000, 0],
  ] as const)('charges %s', (_, priceMode, tax, total, taxTotal) => {
    const priced = price({ lines: [line('a', 6000, 2)], tax: { ...tax, priceMode } })
    expect(priced).toMatchObject({ total, taxTotal })
  })

  it('is null above the largest amount before discounts, and only then', () => {
    const all: DiscountToApply = {
      id: '1',
      label: 'ALL',
      kind: 'PERCENTAGE',
      basisPoints: 10_000,
      lineIds: ['a'],
    }
    const largest = { lines: [line('a', MAX_AMOUNT)], discounts: [all], shipping: null, tax: atHome }
    expect(priceLines(largest)?.total).toBe(0)
    expect(priceLines({ ...largest, shipping: { price: 1, taxCategory: 'FOOD' } })).toBeNull()
    expect(priceLines({ ...largest, lines: [line('a', MAX_AMOUNT), line('b', 1)] })).toBeNull()
  })

  it.each([-1, 0.5, NaN])('throws for the price %d', (unitPrice) =>
    expect(() => price({ lines: [line('a', unitPrice)] })).toThrow(RangeError),
  )
})

const amounts = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 500_000 }))
const rate = fc.constantFrom(0, 210, 550, 810, 2000, 2700, 9999)
const rates = fc.record({ STANDARD: rate, FOOD: rate, BOOKS: rate })
const category = fc.constantFrom(...CATEGORIES)
const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const lineIds = fc.subarray([...ids])
const discount: fc.Arbitrary<DiscountToApply> = fc.oneof(
  fc.record({
    id: fc.uuid(),
    label: fc.constant('PERCENT'),
    kind: fc.constant('PERCENTAGE' as const),
    basisPoints: fc.integer({ min: 0, max: 10_000 }),
    lineIds,
  }),
  fc.record({
    id: fc.uuid(),
    label: fc.constant('AMOUNT'),
    kind: fc.constant('AMOUNT' as const),
    amount: amounts,
    lineIds,
  }),
  fc.record({ id: fc.uuid(), label: fc.constant('FREE'), kind: fc.constant('FREE_DELIVERY' as const) }),
)
const orders: fc.Arbitrary<OrderToPriceLines<Category>> = fc
  .record({
    lines: fc.array(fc.tuple(amounts, fc.integer({ min: 1, max: 20 }), category), {
      minLength: 1,
      maxLength: 6,
    }),
    discounts: fc.array(discount, { maxLength: 4 }),
    shipping: fc.option(fc.record({ price: amounts, taxCategory: fc.option(category) })),
    domestic: rates,
    destination: rates,
    priceMode: fc.constantFrom('SAME_GROSS' as const, 'SAME_NET' as const),
  })
  .map(({ lines, discounts, shipping, domestic, destination, priceMode }) => ({
    lines: lines.map(([unitPrice, quantity, taxCategory], index) =>
      line(ids[index] ?? 'a', unitPrice, quantity, taxCategory),
    ),
    discounts,
    shipping,
    tax: { rateOf: (c: Category) => destination[c], domesticRateOf: (c: Category) => domestic[c], priceMode },
  }))

test('an order is priced as by the reference with rational numbers', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { lines, subtotal, shippingTotal, total, taxes } = price(order)
      const amounts = lines.map((each) => ({ total: each.total, discounts: each.discounts }))
      const actual = { lines: amounts, subtotal, shippingTotal, total, taxes }
      expect(actual).toEqual(priceByReference(order))
    }),
    { numRuns: 2000 },
  )
})

test('each cent of an order is explained once', () => {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  fc.assert(
    fc.property(orders, (order) => {
      const priced = price(order)
      expect(priced.total).toBe(priced.subtotal + priced.shippingTotal)
      expect(sum(priced.lines.map(({ total }) => total))).toBe(priced.subtotal)
      expect(sum(priced.taxes.map(({ base, tax }) => base + tax))).toBe(priced.total)
      expect(sum(priced.taxes.map(({ tax }) => tax))).toBe(priced.taxTotal)
      for (const [index, { unitPrice, total, discounts }] of priced.lines.entries()) {
        expect(unitPrice * (order.lines[index]?.quantity ?? 0)).toBe(
          total + sum(discounts.map(({ amount }) => amount)),
        )
        expect(total).toBeGreaterThanOrEqual(0)
        expect(discounts.every(({ amount }) => amount > 0)).toBe(true)
      }
      const { shipping } = priced
      expect(sum(shipping?.parts.map(({ amount }) => amount) ?? [])).toBe(priced.shippingTotal)
      expect((shipping?.price ?? 0) - sum(shipping?.discounts.map(({ amount }) => amount) ?? [])).toBe(
        priced.shippingTotal,
      )
    }),
  )
})

test('the order of the lines does not change what an order without discounts costs', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { subtotal, shippingTotal, taxes } = price({ ...order, discounts: [] })
      const reversed = price({ ...order, discounts: [], lines: [...order.lines].reverse() })
      expect(reversed).toMatchObject({ subtotal, shippingTotal, taxes })
    }),
  )
})
