import type { Bank } from './bank.ts'
import { readForm, writeForm } from './form.ts'
import type { MessageFaults, Tamper } from './misbehaviour.ts'
import type { Payment } from './payment.ts'
import type { Message, PaymentEvent } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'

/** Whether the bank would retry such a message. Some faults simulate a third party or the network, which do not retry. */
export const isRetried = (tamper: Tamper): boolean =>
  !['forged', 'unsigned', 'truncated', 'duplicated'].includes(tamper)

/** Characters outside ASCII, and those with a meaning in forms, separators and signatures. */
export const ACCENTED = 'Éléonore Bœuf, n° 7 & œuvre + 100 % = a*b=c; O:8:"stdClass":0:{}'

function alterPayment(bank: Bank, payment: Payment, tamper: Tamper): Payment {
  if (tamper === 'amount') return { ...payment, amount: Math.max(1, Math.floor(payment.amount / 100)) }
  if (tamper === 'currency') return { ...payment, currency: payment.currency === '978' ? '840' : '978' }
  if (tamper === 'mode') return { ...payment, mode: payment.mode === 'TEST' ? 'PRODUCTION' : 'TEST' }
  if (tamper === 'reference') return { ...payment, ...foreignReference(bank, payment) }
  const { echoedTextField, sharesSigningKey } = protocols[payment.protocol]
  if (tamper === 'shop' && sharesSigningKey) return { ...payment, ...foreignReference(bank, payment) }
  if (tamper !== 'accents' || echoedTextField === undefined) return payment
  return {
    ...payment,
    request: { ...payment.request, [echoedTextField]: ACCENTED },
  }
}

/** References of another shop's newest payment; without one, this payment's reference reversed. */
function foreignReference(
  bank: Bank,
  payment: Payment,
): Pick<Payment, 'reference' | 'references' | 'orderId'> {
  const other = bank.payments.findOther(payment)
  if (other) return { reference: other.reference, references: other.references, orderId: other.orderId }
  const [name = ''] = Object.keys(payment.references)
  const reference = [...payment.reference].reverse().join('')
  return { reference, references: { ...payment.references, [name]: reference }, orderId: payment.orderId }
}

function alterText(text: string, payment: Payment, tamper: Tamper): string {
  const { duplicateParameter, signatureName } = protocols[payment.protocol]
  if (tamper === 'truncated') return text.slice(0, Math.floor(text.length * 0.6))
  if (tamper === 'duplicated') return `${text}&${duplicateParameter(payment)}`
  if (tamper !== 'unsigned') return text
  return writeForm(readForm(text).filter(([name]) => name !== signatureName(payment)))
}

/**
 * The notification of a payment with the given fault; it keeps the URL of the correct one unless `url` replaces it.
 * Undefined if the bank sends no notification for this outcome.
 */
export function tamperNotification(
  bank: Bank,
  payment: Payment,
  event: PaymentEvent,
  { tamper, url }: Pick<MessageFaults, 'tamper' | 'url'>,
): Message | undefined {
  const protocol = protocols[payment.protocol]
  const correct = protocol.writeNotification(payment.account, payment, event)
  if (!correct) return undefined
  const target = { url: url ?? correct.url }
  if (tamper === 'none') return { ...correct, ...target }
  const { account } = payment
  const unknownMerchant = { ...account, credentials: protocol.unknownMerchant }
  const signer = tamper === 'shop' ? (bank.accounts.findOther(account) ?? unknownMerchant) : account
  const altered = alterPayment(bank, payment, tamper)
  const message = protocol.writeNotification(signer, altered, { ...event, forged: tamper === 'forged' })
  return message && { ...message, ...target, text: alterText(message.text, payment, tamper) }
}
