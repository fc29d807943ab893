import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { money } from '../../../kernel/money.type.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import type { GatewayAccountType, BankFieldValue, TestPaymentType } from './gateway-account.type.ts'
import type { TestPayment } from '../test-payment/test-payment.entity.ts'
import { findGatewayAccounts } from './find-gateway-account.ts'
import { findNewestTestPayments, findTestedAt } from '../test-payment/find-test-payments.ts'
import { decryptStoredFields } from './decrypt-stored-fields.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { testPaymentAmount } from '../test-payment/start-test-payment.ts'

/** The banks of the shop's settings, in their order, as the merchant may see them: without the secrets. */
export function listGatewayAccounts(ctx: MerchantContext): Promise<GatewayAccountType[]> {
  return inTransaction(ctx, async (tx) => {
    const accounts = await findGatewayAccounts(tx)
    const testPayments = await findNewestTestPayments(tx)
    const triedAt = await findTestedAt(tx)
    return accounts.map((account) => {
      const testPayment = testPayments.get(account.id)
      return {
        id: account.id,
        protocol: account.protocol,
        name: account.name,
        environment: account.environment,
        paymentUrl: account.paymentUrl,
        enabled: account.enabled,
        settingsSetAt: account.settingsSetAt,
        fields: fieldsOf(ctx, account),
        testPaymentAmount: money(testPaymentAmount(ctx.shop.currency), ctx.shop.currency),
        testPayment: testPayment ? toTestPaymentType(testPayment) : null,
        triedAt: triedAt.get(account.id) ?? null,
      }
    })
  })
}

/** One of them; null for any other id. */
export const getGatewayAccount = async (
  ctx: MerchantContext,
  id: string,
): Promise<GatewayAccountType | null> =>
  (await listGatewayAccounts(ctx)).find((account) => account.id === id) ?? null

function fieldsOf({ app }: MerchantContext, account: GatewayAccount): BankFieldValue[] {
  const kept = decryptStoredFields(app, account)
  return (protocolOf(account.protocol)?.settings.fields ?? []).map(({ name, isSecret }) => {
    const setAt = isSecret ? account.secretsSetAt[name] : undefined
    return {
      name,
      isSet: Boolean(kept[name]),
      value: isSecret ? null : (kept[name] ?? null),
      setAt: setAt ? new Date(setAt) : null,
    }
  })
}

export const toTestPaymentType = (testPayment: TestPayment): TestPaymentType => ({
  id: testPayment.id,
  status: testPayment.status,
  amount: money(testPayment.amount, testPayment.currency),
  environment: testPayment.environment,
  openedAt: testPayment.openedAt,
  notifiedAt: testPayment.notifiedAt ?? null,
  bankStatus: testPayment.bankStatus ?? null,
  protocol: testPayment.protocol,
})
