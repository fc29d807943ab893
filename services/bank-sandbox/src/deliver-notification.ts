import type { Bank } from './bank.ts'
import { appendQuery } from './form.ts'
import type { MessageFaults } from './misbehaviour.ts'
import type { Delivery, Payment } from './payment.ts'
import type { Message, Said } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'
import { isRetried, tamperNotification } from './tamper-notification.ts'

const keptDeliveries = 200
const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function post(
  bank: Bank,
  { url = '', method, text }: Message,
): Promise<{ status: number | null; answer: string }> {
  const signal = AbortSignal.timeout(bank.answerSeconds * 1000)
  const sent = method === 'GET' ? appendQuery(url, text) : url
  try {
    const body = method === 'POST' ? { body: text, headers: form } : {}
    const response = await fetch(sent, { method, ...body, redirect: 'manual', signal })
    return { status: response.status, answer: (await response.text()).slice(0, 500) }
  } catch (error) {
    return { status: null, answer: error instanceof Error ? `${error.name}: ${error.message}` : 'no answer' }
  }
}

/** Sends one message to the shop's server and keeps what it answered; a second attempt is the caller's. */
export async function sendMessage(
  bank: Bank,
  payment: Payment,
  message: Message,
  { source, outcome, tamper }: Pick<Delivery, 'source' | 'outcome' | 'tamper'>,
): Promise<Delivery> {
  const at = bank.now().toISOString()
  const { status, answer } = message.url
    ? await post(bank, message)
    : { status: null, answer: 'no notification URL: neither in the form nor in the account' }
  const accepted = status !== null && protocols[payment.protocol].isAcknowledged(status, answer)
  const { method, url = '', text: sent } = message
  const delivery: Delivery = { at, source, outcome, tamper, method, url, sent, status, answer, accepted }
  payment.deliveries = [...payment.deliveries, delivery].slice(-keptDeliveries)
  return delivery
}

/** Notifies the shop, and again later while it does not acknowledge, as the bank does. Answers with the first try, if any. */
export async function deliverNotification(
  bank: Bank,
  payment: Payment,
  said: Said,
  faults: Pick<MessageFaults, 'tamper' | 'url'>,
  retried = 0,
): Promise<Delivery | undefined> {
  const message = tamperNotification(bank, payment, said, faults)
  if (!message) return undefined
  const { source, outcome } = said
  const { tamper } = faults
  const delivery = await sendMessage(bank, payment, message, { source, outcome, tamper })
  const wait = bank.retrySeconds[retried]
  if (!delivery.accepted && wait !== undefined && message.url && isRetried(tamper)) {
    const again: Said = { ...said, source: 'RETRY' }
    bank.later(wait, () => void deliverNotification(bank, payment, again, faults, retried + 1))
  }
  return delivery
}
