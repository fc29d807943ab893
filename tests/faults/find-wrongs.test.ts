import { describe, expect, test } from 'vitest'
import { openCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import type { Checkout } from './check-out.ts'
import type { SeenMail } from './faulty-smtp.ts'
import { findWrongs } from './find-wrongs.ts'
import type { Books } from './read-books.ts'

const card = openCardDeck(randomFrom(5)).next()
const six = card.number.slice(-6)

/** One order, paid and mailed as it should be. */
function rightWorld() {
  const checkout = {
    key: 'k',
    payKey: 'p',
    placed: { code: 'AAA', token: '' },
    paid: true,
    card,
    wrong: [] as string[],
  }
  const books: Books = {
    shopId: 's',
    slug: 'shop',
    orders: [{ id: 'o', code: 'AAA', status: 'AWAITING_CERTIFICATION', idempotency_key: 'k' }],
    payments: [
      { id: 'c', order_id: 'o', mark: 'WXYZ', status: 'OPEN', idempotency_key: 'p', has_kept: true },
    ],
    mails: [
      { id: 'm1', order_id: 'o', kind: 'ORDER_CONFIRMATION', status: 'SENT', payment_id: null },
      { id: 'm2', order_id: 'o', kind: 'CARD_FRAGMENT', status: 'SENT', payment_id: 'c' },
    ],
    stock: [{ variant_id: 'v', available: 8, ordered: 2 }],
  }
  const mail = { order: 'AAA', answered: true }
  const fragmentText = `Last six digits: ${six}`
  const seen: SeenMail[] = [
    { ...mail, kind: 'order-confirmation', mark: null, messageId: '<m1@x>', text: 'Thank you' },
    { ...mail, kind: 'card-fragment', mark: 'WXYZ', messageId: '<m2@x>', text: fragmentText },
  ]
  return { checkout, books, seen }
}

type World = ReturnType<typeof rightWorld>

const wrongsOf = ({ checkout, books, seen }: World): string[] =>
  findWrongs([books], [checkout as unknown as Checkout], seen, new Map([['v', 10]]))

test('a world where all is right has no wrong, repeats of a mail included', () => {
  const world = rightWorld()
  world.seen.push({ ...world.seen[1]!, answered: false })
  expect(wrongsOf(world)).toEqual([])
})

describe('finds', () => {
  const planted: [what: string, plant: (world: World) => void, told: string][] = [
    ['an order that is lost', ({ books }) => books.orders.splice(0), 'its key made none'],
    [
      'an order that is there twice',
      ({ books }) => books.orders.push({ ...books.orders[0]!, id: 'o2', code: 'BBB' }),
      '2 orders of one key',
    ],
    [
      'a card that is lost',
      ({ books }) => books.payments.splice(0),
      'the card was acknowledged, and is not there',
    ],
    [
      'a second payment',
      ({ books }) => books.payments.push({ ...books.payments[0]!, id: 'c2', mark: 'ABCD' }),
      '2 payments of one card',
    ],
    [
      'kept digits that are lost',
      ({ books }) => (books.payments[0]!.has_kept = false),
      'has lost its kept digits',
    ],
    [
      'a status that does not fit',
      ({ books }) => (books.orders[0]!.status = 'PAID'),
      'is PAID with 1 payments',
    ],
    ['stock that is lost', ({ books }) => (books.stock[0]!.available = 7), '7 are left and 2 are ordered'],
    ['a mail that waits for ever', ({ books }) => (books.mails[1]!.status = 'QUEUED'), 'is still QUEUED'],
    ['a mail that never left', ({ seen }) => (seen[1]!.answered = false), 'is SENT, and was not'],
    [
      'another Message-ID',
      ({ seen, books }) => {
        books.mails.push({ ...books.mails[1]!, id: 'm3', payment_id: null })
        seen.push({ ...seen[1]!, messageId: '<m3@x>' })
      },
      'went out under another Message-ID',
    ],
    ['other digits', ({ seen }) => (seen[1]!.text = 'Last six digits: none'), 'went out with other digits'],
    [
      'a repeat that is not the same',
      ({ seen }) => seen.push({ ...seen[1]!, text: `${seen[1]!.text}, again` }),
      'went out with different contents',
    ],
    [
      'a mail of no order',
      ({ seen }) => seen.push({ ...seen[0]!, order: 'ZZZ', messageId: '<m9@x>' }),
      'an order that is not there',
    ],
    [
      'a fragment of no payment',
      ({ seen }) => (seen[1]!.mark = 'ABCD'),
      'A fragment of AAA went out without a payment',
    ],
    [
      'what a buyer was wrongly told',
      ({ checkout }) => checkout.wrong.push('payByCard: X'),
      'AAA: payByCard: X',
    ],
  ]

  test.each(planted)('%s', (_what, plant, told) => {
    const world = rightWorld()
    plant(world)
    expect(wrongsOf(world).join('\n')).toContain(told)
  })
})
