import type { Bank } from './bank.ts'
import { appendQuery } from './form.ts'
import type { MessageFaults } from './misbehaviour.ts'
import type { Delivery, Payment } from './payment.ts'
import type { Message, PaymentEvent } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'
import { isRetried, tamperNotification } from './tamper-notification.ts'

const MAX_DELIVERIES = 200
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' }

async function sendRequest(
  bank: Bank,
  { url = '', method, text }: Message,
): Promise<{ status: number | null; answer: string }> {
  const signal = AbortSignal.timeout(bank.answerSeconds * 1000)
  const target = method === 'GET' ? appendQuery(url, text) : url
  try {
    const body = method === 'POST' ? { body: text, headers: formHeaders } : {}
    const response = await fetch(target, { method, ...body, redirect: 'manual', signal })
    return { status: response.status, answer: (await response.text()).slice(0, 500) }
  } catch (error) {
    return {
      status: null,
      answer: error instanceof Error ? `${error.name}: ${error.message}` : 'no response',
    }
  }
}

/** Sends a message once to the shop's server and records the response with the payment. */
export async function sendMessage(
  bank: Bank,
  payment: Payment,
  message: Message,
  { source, outcome, tamper }: Pick<Delivery, 'source' | 'outcome' | 'tamper'>,
): Promise<Delivery> {
  const at = bank.now().toISOString()
  const { status, answer } = message.url
    ? await sendRequest(bank, message)
    : { status: null, answer: 'no notification URL in the form or the account' }
  const accepted = status !== null && protocols[payment.protocol].isAcknowledged(status, answer)
  const { method, url = '', text: sent } = message
  const delivery: Delivery = { at, source, outcome, tamper, method, url, sent, status, answer, accepted }
  payment.deliveries = [...payment.deliveries, delivery].slice(-MAX_DELIVERIES)
  return delivery
}

/**
 * Notifies the shop and schedules retries until it acknowledges the notification. Returns the first delivery, or
 * undefined if the bank sends no notification for this outcome.
 */
export async function deliverNotification(
  bank: Bank,
  payment: Payment,
  event: PaymentEvent,
  faults: Pick<MessageFaults, 'tamper' | 'url'>,
  retries = 0,
): Promise<Delivery | undefined> {
  const message = tamperNotification(bank, payment, event, faults)
  if (!message) return undefined
  const { source, outcome } = event
  const { tamper } = faults
  const delivery = await sendMessage(bank, payment, message, { source, outcome, tamper })
  const delay = bank.retrySeconds[retries]
  if (!delivery.accepted && delay !== undefined && message.url && isRetried(tamper)) {
    const retry: PaymentEvent = { ...event, source: 'RETRY' }
    bank.schedule(delay, () => void deliverNotification(bank, payment, retry, faults, retries + 1))
  }
  return delivery
}
