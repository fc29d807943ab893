import type { Account, ProtocolName } from './account.ts'
import type { Bank, Rejection } from './bank.ts'
import { findRepeated, readForm } from './form.ts'
import type { Payment } from './payment.ts'
import type { FieldError } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'

/** Validates a shop's form as the bank would, then creates the payment or records the rejection. */
export function createPayment(
  bank: Bank,
  name: ProtocolName,
  body: string,
  path: string,
): { payment: Payment } | { rejection: Rejection } {
  const reject = (error: FieldError) => {
    const rejection: Rejection = { at: bank.now().toISOString(), protocol: name, ...error }
    bank.recordRejection(rejection)
    return { rejection }
  }
  const pairs = readForm(body)
  const repeated = findRepeated(pairs)
  if (repeated) return reject({ reason: 'repeated', field: repeated.slice(0, 100) })
  const context = {
    now: bank.now(),
    findAccount: (identity: string) => bank.accounts.find(name, identity),
    useReference: (...parts: string[]) => bank.references.use(...parts),
    isPaid: (account: Account, reference: string) => bank.payments.isPaid(account, reference),
  }
  const result = protocols[name].readRequest(context, pairs, path)
  return 'error' in result
    ? reject(result.error)
    : { payment: bank.payments.create(result.payment, context.now) }
}
