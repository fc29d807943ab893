import type { Bank } from './bank.ts'
import { readForm, writeForm } from './form.ts'
import type { MessageFaults, Tamper } from './misbehaviour.ts'
import type { Payment } from './payment.ts'
import type { Message, Said } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'

/** The bank sends these itself, so it sends them again; the rest stand for somebody else on the line. */
export const isRetried = (tamper: Tamper): boolean =>
  !['forged', 'unsigned', 'truncated', 'duplicated'].includes(tamper)

/** Letters outside ASCII, and those that forms, separators and signatures are made of. */
export const ACCENTED = 'Éléonore Bœuf, n° 7 & œuvre + 100 % = a*b=c; O:8:"stdClass":0:{}'

function alterContent(bank: Bank, payment: Payment, tamper: Tamper): Payment {
  if (tamper === 'amount') return { ...payment, amount: Math.max(1, Math.floor(payment.amount / 100)) }
  if (tamper === 'currency') return { ...payment, currency: payment.currency === '978' ? '840' : '978' }
  if (tamper === 'mode') return { ...payment, mode: payment.mode === 'TEST' ? 'PRODUCTION' : 'TEST' }
  if (tamper === 'reference') return { ...payment, ...foreignReference(bank, payment) }
  const { accentedField, hasCommonKey } = protocols[payment.protocol]
  if (tamper === 'shop' && hasCommonKey) return { ...payment, ...foreignReference(bank, payment) }
  if (tamper !== 'accents' || accentedField === undefined) return payment
  return {
    ...payment,
    request: { ...payment.request, [accentedField]: ACCENTED },
  }
}

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
  const { pollution, signatureName } = protocols[payment.protocol]
  if (tamper === 'truncated') return text.slice(0, Math.floor(text.length * 0.6))
  if (tamper === 'duplicated') return `${text}&${pollution(payment)}`
  if (tamper !== 'unsigned') return text
  return writeForm(readForm(text).filter(([name]) => name !== signatureName(payment)))
}

/** The notification of a payment with what is to be wrong in it, addressed where the right one goes. */
export function tamperNotification(
  bank: Bank,
  payment: Payment,
  said: Said,
  { tamper, url }: Pick<MessageFaults, 'tamper' | 'url'>,
): Message | undefined {
  const protocol = protocols[payment.protocol]
  const right = protocol.notify(payment.account, payment, said)
  if (!right) return undefined
  const to = { url: url ?? right.url }
  if (tamper === 'none') return { ...right, ...to }
  const { account } = payment
  const stranger = { ...account, credentials: protocol.stranger }
  const signer = tamper === 'shop' ? (bank.accounts.findOther(account) ?? stranger) : account
  const altered = alterContent(bank, payment, tamper)
  const message = protocol.notify(signer, altered, { ...said, forged: tamper === 'forged' })
  return message && { ...message, ...to, text: alterText(message.text, payment, tamper) }
}
