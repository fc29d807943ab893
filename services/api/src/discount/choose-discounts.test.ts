import { describe, expect, test } from 'vitest'
import { applyDiscounts } from '../pricing/apply-discounts.ts'
import { chooseDiscounts } from './choose-discounts.ts'
import type { Discount } from './discount.ts'

const NOW = Date.UTC(2026, 10, 29)
const DAY = 86_400_000

const discount = (fields: Partial<Discount>): Discount => ({
  id: fields.code ?? fields.name ?? 'd',
  name: 'Discount',
  code: null,
  kind: 'PERCENTAGE',
  basisPoints: 1000,
  amount: null,
  collectionId: null,
  minimumAmount: null,
  startsAt: NOW - DAY,
  endsAt: null,
  maxUsesPerEmail: null,
  enabled: true,
  isUsedUp: false,
  ...fields,
})
const amountOff = (fields: Partial<Discount>) => discount({ kind: 'AMOUNT', basisPoints: null, ...fields })
const freeDelivery = (fields: Partial<Discount>) =>
  discount({ kind: 'FREE_DELIVERY', basisPoints: null, ...fields })

const lines = [
  { id: 'a', productId: 'lamp', total: 6000 },
  { id: 'b', productId: 'vase', total: 4000 },
]
const choose = (discounts: Discount[], code: string | null = null) =>
  chooseDiscounts({
    discounts,
    code,
    lines,
    now: NOW,
    isInCollection: (collectionId, productId) => collectionId === 'lamps' && productId === 'lamp',
  })

describe('a code', () => {
  test.each([
    ['applies', {}, null],
    ['that is disabled', { enabled: false }, 'DISCOUNT_CODE_UNKNOWN'],
    ['that starts later', { startsAt: NOW + 1 }, 'DISCOUNT_CODE_NOT_STARTED'],
    ['that starts now', { startsAt: NOW }, null],
    ['that ends now', { endsAt: NOW }, 'DISCOUNT_CODE_EXPIRED'],
    ['that ends later', { endsAt: NOW + 1 }, null],
    ['that is used up', { isUsedUp: true }, 'DISCOUNT_CODE_USED_UP'],
    ['whose minimum is reached', { minimumAmount: 10_000 }, null],
    ['whose minimum is not reached', { minimumAmount: 10_001 }, 'DISCOUNT_CODE_MINIMUM_NOT_REACHED'],
    ['for a collection in the cart', { collectionId: 'lamps' }, null],
    ['for another collection', { collectionId: 'tables' }, 'DISCOUNT_CODE_FOR_OTHER_PRODUCTS'],
  ])('%s: %o', (_, fields, problem) => {
    const chosen = choose([discount({ code: 'NOEL', ...fields })], 'NOEL')
    expect(chosen.codeProblem).toBe(problem)
    expect(chosen.discounts).toHaveLength(problem ? 0 : 1)
  })

  test('that nobody entered does not apply, and one that does not exist is unknown', () => {
    expect(choose([discount({ code: 'NOEL' })])).toEqual({ discounts: [], codeProblem: null })
    expect(choose([discount({ code: 'NOEL' })], 'NOEL2')).toEqual({
      discounts: [],
      codeProblem: 'DISCOUNT_CODE_UNKNOWN',
    })
  })

  test('for a collection takes something off its products only', () => {
    const chosen = choose([discount({ code: 'LAMPS', collectionId: 'lamps' })], 'LAMPS')
    expect(applyDiscounts(lines, chosen.discounts)).toMatchObject([{ total: 5400 }, { total: 4000 }])
  })
})

describe('of automatic discounts', () => {
  test('the one that saves most applies, whatever their order', () => {
    const all = [
      discount({ name: '10 %' }),
      amountOff({ name: '15 €', amount: 1500 }),
      discount({ name: '20 % on lamps', basisPoints: 2000, collectionId: 'lamps' }),
      discount({ name: '50 %, ended', basisPoints: 5000, endsAt: NOW }),
      amountOff({ name: '99 € from 500 €', amount: 9900, minimumAmount: 50_000 }),
    ]
    for (const discounts of [all, all.toReversed()])
      expect(choose(discounts).discounts.map(({ label }) => label)).toEqual(['15 €'])
  })

  test('free delivery applies besides, and a code to what is left', () => {
    const { discounts } = choose(
      [
        freeDelivery({ name: 'Free delivery' }),
        amountOff({ name: '20 €', amount: 2000 }),
        discount({ code: 'NOEL' }),
      ],
      'NOEL',
    )
    expect(discounts.map(({ label }) => label)).toEqual(['20 €', 'NOEL', 'Free delivery'])
    const totals = applyDiscounts(lines, discounts).map(({ total }) => total)
    expect(totals.reduce((sum, total) => sum + total)).toBe(7200)
  })
})
