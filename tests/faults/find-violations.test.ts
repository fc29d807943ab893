import { describe, expect, test } from 'vitest'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import type { Checkout } from './checkout.ts'
import type { ReceivedMail } from './faulty-smtp.ts'
import { findViolations } from './find-violations.ts'
import type { ShopRecords } from './read-records.ts'

const card = createCardDeck(randomFrom(5)).next()
const lastSix = card.number.slice(-6)

/** One order, paid by card, with its mails. */
function consistentState() {
  const checkout = {
    orderKey: 'k',
    paymentKey: 'p',
    placed: { code: 'AAA', token: '' },
    paid: true,
    card,
    violations: [] as string[],
  }
  const records: ShopRecords = {
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
  const mail = { order: 'AAA', acknowledged: true, startedAt: 1_000 }
  const fragmentText = `Last six digits: ${lastSix}`
  const received: ReceivedMail[] = [
    { ...mail, kind: 'order-confirmation', mark: null, messageId: '<m1@x>', text: 'Thank you' },
    { ...mail, kind: 'card-fragment', mark: 'WXYZ', messageId: '<m2@x>', text: fragmentText },
  ]
  return { checkout, records, received, workerKills: [] as number[] }
}

type State = ReturnType<typeof consistentState>

const violationsOf = ({ checkout, records, received, workerKills }: State): string[] =>
  findViolations([records], [checkout as unknown as Checkout], received, new Map([['v', 10]]), workerKills)

describe('finds nothing in a consistent state, even if a mail was received twice', () => {
  test('because the first was not acknowledged', () => {
    const state = consistentState()
    state.received.splice(1, 0, { ...state.received[1]!, acknowledged: false })
    expect(violationsOf(state)).toEqual([])
  })

  test('because a worker was killed in between', () => {
    const state = consistentState()
    state.received.push({ ...state.received[1]!, startedAt: 3_000 })
    state.workerKills.push(2_000)
    expect(violationsOf(state)).toEqual([])
  })
})

describe('finds', () => {
  const violations: [name: string, introduce: (state: State) => void, reported: string][] = [
    ['a lost order', ({ records }) => records.orders.splice(0), 'but its key has no order'],
    [
      'an order placed twice',
      ({ records }) => records.orders.push({ ...records.orders[0]!, id: 'o2', code: 'BBB' }),
      '2 orders with one key',
    ],
    [
      'a lost card payment',
      ({ records }) => records.payments.splice(0),
      'the card was acknowledged, but has no payment',
    ],
    [
      'a second payment for the same card',
      ({ records }) => records.payments.push({ ...records.payments[0]!, id: 'c2', mark: 'ABCD' }),
      '2 payments for one card',
    ],
    [
      'lost kept digits',
      ({ records }) => (records.payments[0]!.has_kept = false),
      'has lost its kept digits',
    ],
    [
      'a status that contradicts the payments',
      ({ records }) => (records.orders[0]!.status = 'PAID'),
      'is PAID with 1 payments',
    ],
    [
      'lost stock',
      ({ records }) => (records.stock[0]!.available = 7),
      'has 7 available and 2 ordered, of 10',
    ],
    ['a mail that stays queued', ({ records }) => (records.mails[1]!.status = 'QUEUED'), 'is still QUEUED'],
    [
      'a mail marked as sent that was never acknowledged',
      ({ received }) => (received[1]!.acknowledged = false),
      'is SENT, but no mail was acknowledged',
    ],
    [
      'a card fragment sent with another Message-ID',
      ({ received, records }) => {
        records.mails.push({ ...records.mails[1]!, id: 'm3', payment_id: null })
        received.push({ ...received[1]!, messageId: '<m3@x>' })
      },
      'was sent with another Message-ID',
    ],
    [
      'a card fragment with other digits',
      ({ received }) => (received[1]!.text = 'Last six digits: none'),
      'was sent with other digits',
    ],
    [
      'a repeated mail with another content',
      ({ received }) => received.push({ ...received[1]!, text: `${received[1]!.text}, again` }),
      'was sent with different contents',
    ],
    [
      'a mail that was sent again after it was acknowledged',
      ({ received, workerKills }) => {
        received.push({ ...received[1]!, startedAt: 3_000 })
        workerKills.push(500, 4_000)
      },
      'was sent again after it was acknowledged, although no worker was killed',
    ],
    [
      'a mail without an order',
      ({ received }) => received.push({ ...received[0]!, order: 'ZZZ', messageId: '<m9@x>' }),
      'an order that does not exist',
    ],
    [
      'a card fragment without a payment',
      ({ received }) => (received[1]!.mark = 'ABCD'),
      'A card-fragment mail of AAA was sent without a payment',
    ],
    [
      'a wrong response to a buyer',
      ({ checkout }) => checkout.violations.push('payByCard: X'),
      'AAA: payByCard: X',
    ],
  ]

  test.each(violations)('%s', (_name, introduce, reported) => {
    const state = consistentState()
    introduce(state)
    expect(violationsOf(state).join('\n')).toContain(reported)
  })
})
