import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { money } from '../../../kernel/money.type.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import type { GatewayAccountType, BankFieldValue, TestPaymentType } from './gateway-account.type.ts'
import type { TestPayment } from '../test-payment/test-payment.entity.ts'
import { findGatewayAccounts, gatewayAccountVersion } from './find-gateway-account.ts'
import { findNewestTestPayments, findTestedAt } from '../test-payment/find-test-payments.ts'
import { findRecentAnswers, isSilent } from '../attempts/find-recent-answers.ts'
import { decryptStoredFields } from './gateway-credentials.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { testPaymentAmount } from '../test-payment/start-test-payment.ts'

/** The shop's gateway accounts as the merchant sees them, in their order and without secrets. */
export function listGatewayAccounts(ctx: MerchantContext): Promise<GatewayAccountType[]> {
  return inTransaction(ctx, async (tx) => {
    const accounts = await findGatewayAccounts(tx)
    const testPayments = await findNewestTestPayments(tx)
    const testedAt = await findTestedAt(tx)
    const recentAnswers = await findRecentAnswers(tx)
    return accounts.map((account) => {
      const testPayment = testPayments.get(account.id)
      const recent = recentAnswers.get(account.id) ?? { payments: 0, unanswered: 0 }
      return {
        id: account.id,
        protocol: account.protocol,
        name: account.name,
        environment: account.environment,
        paymentUrl: account.paymentUrl,
        enabled: account.enabled,
        settingsSetAt: account.settingsSetAt,
        version: gatewayAccountVersion(account),
        fields: toFieldValues(ctx, account),
        testPaymentAmount: money(testPaymentAmount(ctx.shop.currency), ctx.shop.currency),
        testPayment: testPayment ? toTestPaymentType(testPayment) : null,
        triedAt: testedAt.get(account.id) ?? null,
        recentPayments: recent.payments,
        unansweredPayments: recent.unanswered,
        silent: isSilent(recent),
      }
    })
  })
}

/** One of the shop's gateway accounts, or null. */
export const getGatewayAccount = async (
  ctx: MerchantContext,
  id: string,
): Promise<GatewayAccountType | null> =>
  (await listGatewayAccounts(ctx)).find((account) => account.id === id) ?? null

function toFieldValues({ app }: MerchantContext, account: GatewayAccount): BankFieldValue[] {
  const stored = decryptStoredFields(app, account)
  return (protocolOf(account.protocol)?.settings.fields ?? []).map(({ name, isSecret }) => {
    const setAt = isSecret ? account.secretsSetAt[name] : undefined
    return {
      name,
      isSet: Boolean(stored[name]),
      value: isSecret ? null : (stored[name] ?? null),
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
