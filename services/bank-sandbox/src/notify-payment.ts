import { randomBytes, randomUUID } from 'node:crypto'
import type { Bank } from './bank.ts'
import { deliverNotification, sendMessage } from './deliver-notification.ts'
import type { MessageFaults } from './misbehaviour.ts'
import type { Outcome } from './outcome.ts'
import type { Delivery, Payment, Transaction } from './payment.ts'
import type { Said, Source } from './protocols/protocol.ts'

/**
 * The try an outcome belongs to: a refusal and an acceptance are two tries of the buyer's, whatever the order in
 * which the shop hears of them, and a pending one becomes paid under its own number.
 */
export function transactionOf(bank: Bank, payment: Payment, outcome: Outcome): Transaction {
  const kind = outcome === 'refused' ? 'refused' : 'other'
  const known = payment.transactions[kind]
  if (known) return known
  const transaction: Transaction = {
    uuid: randomUUID().replaceAll('-', ''),
    number: (payment.tries += 1),
    authorisation: randomBytes(3).toString('hex'),
    at: bank.now(),
  }
  payment.transactions[kind] = transaction
  return transaction
}

/** Sends what was decided the way `misbehaviour` says, at once; answers with the first try of each message. */
export async function notifyPayment(
  bank: Bank,
  payment: Payment,
  outcome: Outcome,
  { sequence = [outcome], copies, concurrent, status, ...faults }: MessageFaults,
  source: Source = 'PAY',
): Promise<Delivery[]> {
  if (sequence.includes('refused')) transactionOf(bank, payment, 'refused')
  const messages = sequence
    .map((said): Said => ({ outcome: said, transaction: transactionOf(bank, payment, said), source, status }))
    .flatMap((said) => Array.from({ length: copies }, () => said))
  const deliver = (said: Said) => deliverNotification(bank, payment, said, faults)
  const deliveries: (Delivery | undefined)[] = concurrent ? await Promise.all(messages.map(deliver)) : []
  if (!concurrent) for (const said of messages) deliveries.push(await deliver(said))
  return deliveries.filter((delivery) => delivery !== undefined)
}

/** Sends the very bytes of an earlier delivery again, and nothing else. */
export const replayDelivery = (
  bank: Bank,
  payment: Payment,
  earlier: Delivery,
  url = earlier.url,
): Promise<Delivery> => sendMessage(bank, payment, { ...earlier, url, text: earlier.sent }, earlier)
