import { expect, it } from 'vitest'
import { withdrawnItems } from './withdrawn-items.ts'

type Facts = Parameters<typeof withdrawnItems>[0]

const order = (
  withdrawals: [status: 'OPEN' | 'REFUNDED', quantity: number, refundedQuantity: number][],
  refundedQuantity = 0,
): Facts =>
  ({
    refundable: { lines: [{ id: 'lamp', quantity: 3, refundedQuantity }] },
    withdrawal: {
      withdrawals: withdrawals.map(([status, quantity, refunded]) => ({
        status,
        lines: [{ lineId: 'lamp', quantity, refundedQuantity: refunded }],
      })),
    },
  }) as Facts

it.each<[string, Facts, ReturnType<typeof withdrawnItems>]>([
  ['no withdrawal', order([]), null],
  ['a settled withdrawal', order([['REFUNDED', 1, 1]], 1), null],
  ['a part', order([['OPEN', 1, 0]]), { quantities: { lamp: 1 }, isWhole: false }],
  [
    'several withdrawals, some of it refunded',
    order(
      [
        ['OPEN', 2, 1],
        ['OPEN', 1, 0],
      ],
      1,
    ),
    { quantities: { lamp: 2 }, isWhole: true },
  ],
])('of %s', (_case, facts, expected) => {
  expect(withdrawnItems(facts)).toEqual(expected)
})
