import type { Account, ProtocolName } from './account.ts'
import type { Bank, Rejection } from './bank.ts'
import { findRepeated, readForm } from './form.ts'
import type { Payment } from './payment.ts'
import type { Refusal } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'

/** Checks a shop's form as the bank would; a payment is open afterwards, or the refusal is on record. */
export function openPayment(
  bank: Bank,
  name: ProtocolName,
  text: string,
  path: string,
): { payment: Payment } | { rejection: Rejection } {
  const refuse = (refusal: Refusal) => {
    const rejection: Rejection = { at: bank.now().toISOString(), protocol: name, ...refusal }
    bank.reject(rejection)
    return { rejection }
  }
  const pairs = readForm(text)
  const repeated = findRepeated(pairs)
  if (repeated) return refuse({ reason: 'repeated', field: repeated.slice(0, 100) })
  const desk = {
    now: bank.now(),
    findAccount: (identity: string) => bank.accounts.find(name, identity),
    useReference: (...parts: string[]) => bank.references.use(...parts),
    isPaid: (account: Account, reference: string) => bank.payments.isPaid(account, reference),
  }
  const read = protocols[name].read(desk, pairs, path)
  return 'refusal' in read ? refuse(read.refusal) : { payment: bank.payments.open(read.payment, desk.now) }
}
