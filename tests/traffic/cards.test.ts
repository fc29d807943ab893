import { expect, test } from 'vitest'
import { brandOf } from '../../packages/card-core/src/index.ts'
import { mistyped, openCardDeck, SHAPES } from './cards.ts'
import { randomFrom } from './random.ts'

test('every card is one of its brand, of its length, and unlike all others in its first and last six digits', () => {
  const deck = openCardDeck(randomFrom(7))
  const cards = Array.from({ length: 1400 }, (_, turn) => deck.next(SHAPES[turn % SHAPES.length]))
  for (const [turn, { number, brand }] of cards.entries()) {
    expect(brandOf(number)).toBe(brand)
    expect(number).toHaveLength(SHAPES[turn % SHAPES.length]!.length)
  }
  for (const part of [(n: string) => n.slice(0, 6), (n: string) => n.slice(-6)])
    expect(new Set(cards.map(({ number }) => part(number))).size).toBe(cards.length)
})

test('a seed gives the same cards again, whatever else was drawn from it', () => {
  const drawn = (seed: number, before: number) => {
    const random = randomFrom(seed)
    random.digits(before)
    return openCardDeck(random.fork('cards')).next().number
  }
  expect(drawn(11, 0) === drawn(11, 5)).toBe(true)
  expect(drawn(11, 0) === drawn(12, 0)).toBe(false)
})

test('a mistyped card is none', () => {
  expect(brandOf(mistyped(openCardDeck(randomFrom(3)).next()).number)).toBeNull()
})
