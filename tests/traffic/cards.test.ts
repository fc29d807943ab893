import { expect, test } from 'vitest'
import { brandOf } from '../../packages/card-core/src/index.ts'
import { createCardDeck, SHAPES, withWrongCheckDigit } from './cards.ts'
import { randomFrom } from './random.ts'

test('draws cards of the requested brand and length that share neither their first nor their last six digits', () => {
  const deck = createCardDeck(randomFrom(7))
  const cards = Array.from({ length: 1400 }, (_, turn) => deck.next(SHAPES[turn % SHAPES.length]))
  for (const [turn, { number, brand }] of cards.entries()) {
    expect(brandOf(number)).toBe(brand)
    expect(number).toHaveLength(SHAPES[turn % SHAPES.length]!.length)
  }
  for (const part of [(n: string) => n.slice(0, 6), (n: string) => n.slice(-6)])
    expect(new Set(cards.map(({ number }) => part(number))).size).toBe(cards.length)
})

test('draws the same cards for the same seed, whatever else was drawn from it', () => {
  const drawn = (seed: number, before: number) => {
    const random = randomFrom(seed)
    random.digits(before)
    return createCardDeck(random.fork('cards')).next().number
  }
  expect(drawn(11, 0) === drawn(11, 5)).toBe(true)
  expect(drawn(11, 0) === drawn(12, 0)).toBe(false)
})

test('a card with a wrong check digit has no brand', () => {
  expect(brandOf(withWrongCheckDigit(createCardDeck(randomFrom(3)).next()).number)).toBeNull()
})
