import type { Checkout } from './checkout.ts'
import type { ReceivedMail } from './faulty-smtp.ts'
import type { MailRow, OrderRow, PaymentRow, ShopRecords } from './read-records.ts'

/** The available quantity of each variant before the first order. */
export type InitialStock = ReadonlyMap<string, number>

/**
 * Inconsistencies in the database and the mails that no crash can excuse, one line each. No line contains a card digit.
 * @param received in the order of reception
 * @param workerKills when a worker was killed, in milliseconds since 1970
 */
export function findViolations(
  records: readonly ShopRecords[],
  checkouts: readonly Checkout[],
  received: readonly ReceivedMail[],
  initialStock: InitialStock,
  workerKills: readonly number[],
): string[] {
  return [
    ...checkoutViolations(checkouts, records),
    ...records.flatMap((shop) => stockViolations(shop, initialStock)),
    ...records.flatMap((shop) => mailViolations(shop, received, workerKills)),
    ...records.flatMap((shop) => fragmentViolations(shop, received, checkouts)),
    ...unexplainedMails(records, received),
  ]
}

function checkoutViolations(checkouts: readonly Checkout[], records: readonly ShopRecords[]): string[] {
  const orders = Map.groupBy(
    records.flatMap((shop) => shop.orders),
    ({ idempotency_key }) => idempotency_key,
  )
  const payments = Map.groupBy(
    records.flatMap((shop) => shop.payments),
    ({ order_id }) => order_id,
  )
  return checkouts.flatMap((checkout) => {
    const own = orders.get(checkout.orderKey) ?? []
    return violationsOfCheckout(checkout, own, payments.get(own[0]?.id ?? '') ?? [])
  })
}

/**
 * Compares the responses that the buyer received with the database: an acknowledged order and card exist, and nothing
 * exists twice.
 */
function violationsOfCheckout(
  { orderKey, paymentKey, placed, paid, violations }: Checkout,
  orders: readonly OrderRow[],
  payments: readonly PaymentRow[],
): string[] {
  const found = violations.map((text) => `${placed?.code ?? orderKey}: ${text}`)
  const [order] = orders
  if (orders.length > 1) found.push(`${orderKey}: ${orders.length} orders with one key`)
  if (placed && order?.code !== placed.code)
    found.push(
      `${placed.code} was acknowledged, but its key has ${order ? `order ${order.code}` : 'no order'}`,
    )
  if (payments.length > 1) found.push(`${order?.code}: ${payments.length} payments for one card`)
  if (payments.some((payment) => payment.idempotency_key !== paymentKey))
    found.push(`${order?.code}: a payment with another key`)
  if (paid && payments.length === 0)
    found.push(`${placed?.code}: the card was acknowledged, but has no payment`)
  const expected = payments.length > 0 ? 'AWAITING_CERTIFICATION' : 'PENDING_PAYMENT'
  if (order && order.status !== expected)
    found.push(`${order.code} is ${order.status} with ${payments.length} payments`)
  return found
}

const stockViolations = ({ slug, stock }: ShopRecords, initial: InitialStock): string[] =>
  stock
    .filter(({ variant_id, available, ordered }) => available + ordered !== initial.get(variant_id))
    .map(
      (one) =>
        `${slug}: variant ${one.variant_id} has ${one.available} available and ${one.ordered} ordered, ` +
        `of ${initial.get(one.variant_id)}`,
    )

/** Compares each mail row with what the mail server received; a Message-ID begins with the row's id. */
function mailViolations(
  { mails, orders }: ShopRecords,
  received: readonly ReceivedMail[],
  workerKills: readonly number[],
): string[] {
  const byRow = Map.groupBy(received, rowIdOf)
  const codes = new Map(orders.map(({ id, code }) => [id, code]))
  return mails.flatMap((row) => {
    const own = byRow.get(row.id) ?? []
    const name = `${codes.get(row.order_id)} ${row.kind}`
    const found: string[] = []
    if (row.status === 'QUEUED') found.push(`${name} is still QUEUED`)
    if (row.status === 'SENT' && !own.some(({ acknowledged }) => acknowledged))
      found.push(`${name} is SENT, but no mail was acknowledged`)
    if (own.some(({ order }) => order !== codes.get(row.order_id)))
      found.push(`${name} was sent for another order`)
    if (new Set(own.map(contentOf)).size > 1) found.push(`${name} was sent with different contents`)
    if (own.some((mail, index) => wasRepeated(mail, own[index + 1], workerKills)))
      found.push(`${name} was sent again after it was acknowledged, although no worker was killed`)
    return found
  })
}

/**
 * Whether a worker that knew of the acknowledgement sent the mail again. One that was killed after it began to send may not have
 * recorded it, even if the server, which may lag behind, received and acknowledged the mail only after the kill.
 */
const wasRepeated = (mail: ReceivedMail, next: ReceivedMail | undefined, workerKills: readonly number[]) =>
  mail.acknowledged &&
  next !== undefined &&
  !workerKills.some((time) => mail.startedAt <= time && time <= next.startedAt)

const rowIdOf = ({ messageId }: ReceivedMail): string => messageId.replace(/^<|@.*$/g, '')

const contentOf = ({ kind, order, mark, text }: ReceivedMail): string =>
  JSON.stringify([kind, order, mark, text])

/** Each card payment has one mail row, one Message-ID, and the last six digits that its buyer entered. */
function fragmentViolations(
  { payments, mails, orders }: ShopRecords,
  received: readonly ReceivedMail[],
  checkouts: readonly Checkout[],
): string[] {
  const ordersById = new Map(orders.map((order) => [order.id, order]))
  const cards = new Map(checkouts.map(({ paymentKey, card }) => [paymentKey, card]))
  const rowsOf = Map.groupBy(mails, ({ payment_id }) => payment_id)
  const fragments = Map.groupBy(
    received.filter(({ kind }) => kind === 'card-fragment'),
    ({ order, mark }) => `${order} ${mark}`,
  )
  return payments.flatMap((payment) => {
    const name = `${ordersById.get(payment.order_id)?.code} ${payment.mark}`
    const own = fragments.get(name) ?? []
    const rows = rowsOf.get(payment.id) ?? []
    const found: string[] = []
    if (rows.length !== 1) found.push(`${name} has ${rows.length} card-fragment mails`)
    if (payment.status === 'OPEN' && !payment.has_kept) found.push(`${name} has lost its kept digits`)
    if (own.some((mail) => rowIdOf(mail) !== rows[0]?.id))
      found.push(`${name} was sent with another Message-ID`)
    const lastSix = cards.get(payment.idempotency_key ?? '')?.number.slice(-6)
    if (lastSix && own.some(({ text }) => !text.includes(` ${lastSix}`)))
      found.push(`${name} was sent with other digits`)
    return found
  })
}

/** Mails without an order, a row or a payment. */
function unexplainedMails(records: readonly ShopRecords[], received: readonly ReceivedMail[]): string[] {
  const orders = new Map<string, OrderRow>(
    records.flatMap((shop) => shop.orders.map((order) => [order.code, order])),
  )
  const rows = new Map<string, MailRow>(records.flatMap((shop) => shop.mails.map((row) => [row.id, row])))
  const paid = new Set(
    records.flatMap((shop) => shop.payments.map(({ order_id, mark }) => `${order_id} ${mark}`)),
  )
  return received.flatMap((mail) => {
    const order = orders.get(mail.order)
    if (!order) return [`A ${mail.kind} mail was sent for ${mail.order}, an order that does not exist`]
    if (!rows.has(rowIdOf(mail))) return [`A ${mail.kind} mail of ${mail.order} was sent without a row`]
    if (mail.kind !== 'card-fragment' || paid.has(`${order.id} ${mail.mark}`)) return []
    return [`A card-fragment mail of ${mail.order} was sent without a payment`]
  })
}
