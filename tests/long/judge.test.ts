import { expect, test } from 'vitest'
import { judge, perOrder, verdictOf } from './judge.ts'

const run = (minutes: number) =>
  Array.from({ length: minutes * 6 }, (_, index) => ({
    seconds: (index + 1) * 10,
    orders: index * 10,
    'api memory MB': 100 + index,
    'Redis memory MB': 5,
    'Redis connections': 12,
    'database MB': index,
  }))

test('what grows is told from what does not, and the growth of the database is none', () => {
  const judged = judge(run(60))
  expect(judged.map(({ column, isFlat }) => [column, isFlat])).toEqual([
    ['api memory MB', false],
    ['Redis memory MB', true],
    ['Redis connections', true],
  ])
  expect(perOrder(run(60), 'database MB')).toBeCloseTo(100)
})

test('columns can be chosen, and the memory of Redis is judged in long runs only', () => {
  expect(judge(run(10)).map(({ column }) => column)).toEqual(['api memory MB', 'Redis connections'])
  expect(judge(run(10), / connections$/).map(({ column }) => column)).toEqual(['Redis connections'])
})

test.each([
  [3, 1, 'flat'],
  [6, 3, 'undecided'],
  [6, 1, 'grows'],
])('a growth of %d ± %d with the bound 4: %s', (growth, uncertainty, verdict) => {
  const isFlat = growth - uncertainty <= 4
  expect(verdictOf({ growth, uncertainty, isFlat, bound: 4, median: 10 })).toBe(verdict)
})
