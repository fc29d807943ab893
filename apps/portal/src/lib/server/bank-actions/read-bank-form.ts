import { brandUrl, OTHER_BRAND, type BankEnvironment, type BankProtocol } from '#lib/bank/bank.ts'
import type { BankAccountInput } from '../bank-operations.ts'
import { textOf } from '../text-of.ts'

/** What the form about a bank says: the address is the brand's for the mode, or the one that was written. */
export function readBankForm(form: FormData, protocol: BankProtocol): BankAccountInput {
  const environment: BankEnvironment = form.get('environment') === 'PRODUCTION' ? 'PRODUCTION' : 'TEST'
  const brand = textOf(form, 'brand') ?? OTHER_BRAND
  return {
    name: textOf(form, 'name') ?? '',
    environment,
    paymentUrl: brandUrl(protocol, brand, environment) ?? textOf(form, 'paymentUrl') ?? '',
    fields: protocol.fields
      .filter(({ name }) => form.has(`fields.${name}`))
      .map(({ name }) => ({ name, value: textOf(form, `fields.${name}`) ?? '' })),
  }
}
