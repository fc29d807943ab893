import { randomBytes, randomUUID } from 'node:crypto'
import type { Bank } from './bank.ts'
import { deliverNotification, sendMessage } from './deliver-notification.ts'
import type { MessageFaults } from './misbehaviour.ts'
import type { Delivery, Outcome, Payment, Transaction } from './payment.ts'
import type { NotificationSource, PaymentEvent } from './protocols/protocol.ts'

/**
 * Returns the transaction for an outcome, creating it if necessary. A refusal and an acceptance are two transactions,
 * in whatever order the shop receives them; a pending payment is completed within its own transaction. A refund is a third one.
 */
export function getTransaction(
  bank: Bank,
  payment: Payment,
  outcome: Outcome,
  operation?: PaymentEvent['operation'],
): Transaction {
  const kind = operation === 'CREDIT' ? 'refund' : outcome === 'refused' ? 'refused' : 'other'
  const existing = payment.transactions[kind]
  if (existing) return existing
  const transaction: Transaction = {
    uuid: randomUUID().replaceAll('-', ''),
    number: (payment.tries += 1),
    authorisation: randomBytes(3).toString('hex'),
    at: bank.now(),
  }
  payment.transactions[kind] = transaction
  return transaction
}

/** Sends the notifications of an outcome with the given faults, at once. Returns the first delivery of each message. */
export async function notifyPayment(
  bank: Bank,
  payment: Payment,
  outcome: Outcome,
  { sequence = [outcome], copies, concurrent, status, processedAmount, operation, ...faults }: MessageFaults,
  source: NotificationSource = 'PAY',
): Promise<Delivery[]> {
  // The buyer was declined before paying, so the refusal gets the lower number even if it is notified later.
  if (sequence.includes('refused')) getTransaction(bank, payment, 'refused')
  const events = sequence
    .map((each): PaymentEvent => ({
      outcome: each,
      transaction: getTransaction(bank, payment, each, operation),
      source,
      status,
      processedAmount,
      operation,
    }))
    .flatMap((event) => Array.from({ length: copies }, () => event))
  const deliver = (event: PaymentEvent) => deliverNotification(bank, payment, event, faults)
  const deliveries: (Delivery | undefined)[] = concurrent ? await Promise.all(events.map(deliver)) : []
  if (!concurrent) for (const event of events) deliveries.push(await deliver(event))
  return deliveries.filter((delivery) => delivery !== undefined)
}

/** Sends an exact copy of an earlier message, without retries. */
export const replayDelivery = (
  bank: Bank,
  payment: Payment,
  earlier: Delivery,
  url = earlier.url,
): Promise<Delivery> => sendMessage(bank, payment, { ...earlier, url, text: earlier.sent }, earlier)
