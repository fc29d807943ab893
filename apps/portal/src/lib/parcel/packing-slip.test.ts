import { expect, it } from 'vitest'
import type { PackingSlip } from './packing-slip.documents.ts'
import { slipPage } from './packing-slip.ts'

const line = (sku: string) => ({ productName: 'Bowl', variantName: 'Standard', sku })
const parcel = (id: string, ...lines: [sku: string, quantity: number][]) => ({
  id,
  carrier: 'DPD',
  trackingNumber: id,
  lines: lines.map(([sku, quantity]) => ({ ...line(sku), quantity })),
})
type Order = PackingSlip['order']
const slipOf = (order: Pick<Order, 'shippableLines' | 'parcels'>) =>
  ({ language: 'FR', order: { code: 'A', ...order } }) as PackingSlip

const partly = slipOf({
  shippableLines: [
    { ...line('A'), ordered: 3, remaining: 2 },
    { ...line('B'), ordered: 1, remaining: 0 },
  ],
  parcels: [parcel('1', ['A', 1], ['B', 1])],
})

it('shows what is still to pack, with the quantity that was ordered', () => {
  expect(slipPage(partly, null)).toEqual({
    parcelNumber: null,
    carrier: null,
    trackingNumber: null,
    rows: [{ ...line('A'), ordered: 3, remaining: 2, packed: 2 }],
    isPartial: true,
  })
})

it('shows a parcel that is asked for, and nothing for one of another order', () => {
  expect(slipPage(partly, '1')).toMatchObject({
    parcelNumber: 1,
    trackingNumber: '1',
    rows: [
      { sku: 'A', ordered: 3, packed: 1 },
      { sku: 'B', ordered: 1, packed: 1 },
    ],
    isPartial: true,
  })
  expect(slipPage(partly, 'other')).toBeNull()
})

it('shows the newest parcel if nothing is left to pack, and says whether it is the whole order', () => {
  const lines = [{ ...line('A'), ordered: 3, remaining: 0 }]
  const inTwo = slipOf({ shippableLines: lines, parcels: [parcel('1', ['A', 1]), parcel('2', ['A', 2])] })
  expect(slipPage(inTwo, null)).toMatchObject({ parcelNumber: 2, isPartial: true })
  const whole = slipOf({ shippableLines: lines, parcels: [parcel('1', ['A', 3])] })
  expect(slipPage(whole, null)).toMatchObject({ parcelNumber: 1, isPartial: false })
})
