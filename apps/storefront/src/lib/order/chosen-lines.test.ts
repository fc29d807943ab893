import { expect, it } from 'vitest'
import type { WithdrawableLine } from '#lib/api/documents/order.ts'
import { readChosenLines } from './chosen-lines.ts'

const line = (lineId: string, remaining: number): WithdrawableLine => ({
  lineId,
  productName: lineId,
  variantName: 'Standard',
  quantity: remaining,
  remaining,
  exemption: null,
})

it('takes the lines with a quantity that is left', () => {
  const values = new URLSearchParams({
    'q.a': '2',
    'q.b': '0',
    'q.c': '3',
    'q.d': 'x',
    'q.e': '-1',
    'q.f': '1.5',
  })
  const lines = [
    line('a', 2),
    line('b', 1),
    line('c', 2),
    line('d', 1),
    line('e', 1),
    line('f', 2),
    line('g', 1),
  ]
  expect(readChosenLines(lines, values).map((chosen) => [chosen.line.lineId, chosen.quantity])).toEqual([
    ['a', 2],
  ])
})
