import type { Checkout } from './check-out.ts'
import type { SeenMail } from './faulty-smtp.ts'
import type { Books, MailRow, OrderRow, PaymentRow } from './read-books.ts'

/** How much of each variant there was before the first order. */
export type StockBefore = ReadonlyMap<string, number>

/** Everything in the books and the mails that no crash excuses, a line each. No line holds a digit of a card. */
export function findWrongs(
  books: readonly Books[],
  checkouts: readonly Checkout[],
  seen: readonly SeenMail[],
  before: StockBefore,
): string[] {
  return [
    ...wrongsOfCheckouts(checkouts, books),
    ...books.flatMap((shop) => wrongsOfStock(shop, before)),
    ...books.flatMap((shop) => wrongsOfMails(shop, seen)),
    ...books.flatMap((shop) => wrongsOfFragments(shop, seen, checkouts)),
    ...wrongsOfStrangers(books, seen),
  ]
}

function wrongsOfCheckouts(checkouts: readonly Checkout[], books: readonly Books[]): string[] {
  const orders = Map.groupBy(
    books.flatMap((shop) => shop.orders),
    ({ idempotency_key }) => idempotency_key,
  )
  const payments = Map.groupBy(
    books.flatMap((shop) => shop.payments),
    ({ order_id }) => order_id,
  )
  return checkouts.flatMap((checkout) => {
    const own = orders.get(checkout.key) ?? []
    return wrongsOfCheckout(checkout, own, payments.get(own[0]?.id ?? '') ?? [])
  })
}

/** What its buyer was told, against what there is: an acknowledged order and card exist, and nothing exists twice. */
function wrongsOfCheckout(
  { key, payKey, placed, paid, wrong: told }: Checkout,
  orders: readonly OrderRow[],
  payments: readonly PaymentRow[],
): string[] {
  const wrong = told.map((what) => `${placed?.code ?? key}: ${what}`)
  const [order] = orders
  if (orders.length > 1) wrong.push(`${key}: ${orders.length} orders of one key`)
  if (placed && order?.code !== placed.code)
    wrong.push(`${placed.code} was acknowledged, and its key made ${order?.code ?? 'none'}`)
  if (payments.length > 1) wrong.push(`${order?.code}: ${payments.length} payments of one card`)
  if (payments.some((payment) => payment.idempotency_key !== payKey))
    wrong.push(`${order?.code}: a payment of another key`)
  if (paid && payments.length === 0)
    wrong.push(`${placed?.code}: the card was acknowledged, and is not there`)
  const expected = payments.length > 0 ? 'AWAITING_CERTIFICATION' : 'PENDING_PAYMENT'
  if (order && order.status !== expected)
    wrong.push(`${order.code} is ${order.status} with ${payments.length} payments`)
  return wrong
}

const wrongsOfStock = ({ slug, stock }: Books, before: StockBefore): string[] =>
  stock
    .filter(({ variant_id, available, ordered }) => available + ordered !== before.get(variant_id))
    .map((one) => `${slug}: of ${one.variant_id} ${one.available} are left and ${one.ordered} are ordered`)

/** Each row of a mail against what the mail server saw of it; its Message-ID begins with the row's id. */
function wrongsOfMails({ mails, orders }: Books, seen: readonly SeenMail[]): string[] {
  const byRow = Map.groupBy(seen, rowIdOf)
  const codes = new Map(orders.map(({ id, code }) => [id, code]))
  return mails.flatMap((row) => {
    const own = byRow.get(row.id) ?? []
    const name = `${codes.get(row.order_id)} ${row.kind}`
    const wrong: string[] = []
    if (row.status === 'QUEUED') wrong.push(`${name} is still QUEUED`)
    if (row.status === 'SENT' && !own.some(({ answered }) => answered))
      wrong.push(`${name} is SENT, and was not`)
    if (own.some(({ order }) => order !== codes.get(row.order_id)))
      wrong.push(`${name} went out for another order`)
    if (new Set(own.map(contentOf)).size > 1) wrong.push(`${name} went out with different contents`)
    return wrong
  })
}

const rowIdOf = ({ messageId }: SeenMail): string => messageId.replace(/^<|@.*$/g, '')

const contentOf = ({ kind, order, mark, text }: SeenMail): string => JSON.stringify([kind, order, mark, text])

/** Each card payment: one mail row; its mails alike; its six digits those that its buyer gave. */
function wrongsOfFragments(
  { payments, mails, orders }: Books,
  seen: readonly SeenMail[],
  checkouts: readonly Checkout[],
): string[] {
  const ordersById = new Map(orders.map((order) => [order.id, order]))
  const cards = new Map(checkouts.map(({ payKey, card }) => [payKey, card]))
  const rowsOf = Map.groupBy(mails, ({ payment_id }) => payment_id)
  const fragments = Map.groupBy(
    seen.filter(({ kind }) => kind === 'card-fragment'),
    ({ order, mark }) => `${order} ${mark}`,
  )
  return payments.flatMap((payment) => {
    const name = `${ordersById.get(payment.order_id)?.code} ${payment.mark}`
    const own = fragments.get(name) ?? []
    const rows = rowsOf.get(payment.id) ?? []
    const wrong: string[] = []
    if (rows.length !== 1) wrong.push(`${name} has ${rows.length} fragment mails`)
    if (payment.status === 'OPEN' && !payment.has_kept) wrong.push(`${name} has lost its kept digits`)
    if (own.some((mail) => rowIdOf(mail) !== rows[0]?.id))
      wrong.push(`${name} went out under another Message-ID`)
    const six = cards.get(payment.idempotency_key ?? '')?.number.slice(-6)
    if (six && own.some(({ text }) => !text.includes(` ${six}`)))
      wrong.push(`${name} went out with other digits`)
    return wrong
  })
}

/** Mails that belong to nothing. */
function wrongsOfStrangers(books: readonly Books[], seen: readonly SeenMail[]): string[] {
  const orders = new Map<string, OrderRow>(
    books.flatMap((shop) => shop.orders.map((order) => [order.code, order])),
  )
  const rows = new Map<string, MailRow>(books.flatMap((shop) => shop.mails.map((row) => [row.id, row])))
  const paid = new Set(
    books.flatMap((shop) => shop.payments.map(({ order_id, mark }) => `${order_id} ${mark}`)),
  )
  return seen.flatMap((mail) => {
    const order = orders.get(mail.order)
    if (!order) return [`A ${mail.kind} went out for ${mail.order}, an order that is not there`]
    if (!rows.has(rowIdOf(mail))) return [`A ${mail.kind} of ${mail.order} went out without a row`]
    if (mail.kind !== 'card-fragment' || paid.has(`${order.id} ${mail.mark}`)) return []
    return [`A fragment of ${mail.order} went out without a payment`]
  })
}
