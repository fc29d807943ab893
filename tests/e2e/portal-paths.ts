import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { SampleOrders } from './sample-orders.ts'

/** The paths of every portal page of a signed-in member, by route: one for each state in which a page looks different. */
export function portalPaths(
  { slug, banks, locale }: RunShop,
  samples: SampleOrders,
): Record<string, string[]> {
  const shop = `/${slug}`
  const bank = `${shop}/settings/banks/${banks[0]?.id}`
  const product = `${shop}/products/${samples.product.id}`
  const { unpaid, toCertify, certified, paidAtBank, refusedAtBank, cancelled, unmatched } = samples
  const orders = [unpaid, toCertify, certified, paidAtBank, refusedAtBank, cancelled, unmatched]
  return {
    '/shops': ['/shops?reason=forbidden', '/shops?reason=transferred'],
    '/account': ['/account'],
    '/reauthenticate': [`/reauthenticate?next=${shop}/settings/card-mail`],
    '/[shop]/leave': [`${shop}/leave`],
    '/[shop]/orders': [
      `${shop}/orders`,
      `${shop}/orders?status=AWAITING_CERTIFICATION`,
      `${shop}/orders?shipping=PARTLY_SHIPPED`,
      `${shop}/orders?search=no-such-order`,
    ],
    '/[shop]/orders/new': [`${shop}/orders/new`],
    '/[shop]/orders/[code]/card': [`${shop}/orders/${unpaid.code}/card`],
    '/[shop]/orders/[code]': orders.map(({ code }) => `${shop}/orders/${code}`),
    '/[shop]/orders/[code]/packing-slip': [`${shop}/orders/${paidAtBank.code}/packing-slip`],
    '/[shop]/orders/packing-slips': [
      `${shop}/orders/packing-slips?codes=${paidAtBank.code},${certified.code}`,
      `${shop}/orders/packing-slips`,
    ],
    '/[shop]/withdrawals': [`${shop}/withdrawals`, `${shop}/withdrawals?settled`],
    '/[shop]/invoices': [`${shop}/invoices`, `${shop}/invoices?since=2020-01-01&until=2020-01-31`],
    '/[shop]/invoices/daily-totals': [`${shop}/invoices/daily-totals`],
    '/[shop]/settings/invoices': [`${shop}/settings/invoices`],
    '/[shop]/unmatched-payments': [`${shop}/unmatched-payments`, `${shop}/unmatched-payments?closed=`],
    '/[shop]/ledger': [
      `${shop}/ledger`,
      `${shop}/ledger?verify=&closings=YEAR`,
      `${shop}/ledger?to=2020-01-01`,
    ],
    // Only shops in France have one.
    '/[shop]/ledger/attestation': [locale === 'fr' ? `${shop}/ledger/attestation` : `${shop}/ledger`],
    '/[shop]/unmatched-payments/rejected': [`${shop}/unmatched-payments/rejected`],
    '/[shop]/products': [
      `${shop}/products`,
      `${shop}/products?search=no-such-product`,
      `${shop}/products?low=1`,
    ],
    '/[shop]/products/import': [`${shop}/products/import`],
    '/[shop]/products/import/[id]': [`${shop}/products/import/${samples.productImportId}`],
    '/[shop]/products/new': [`${shop}/products/new`],
    '/[shop]/products/[id]': [product],
    '/[shop]/products/[id]/stock/[variant]': [`${product}/stock/${samples.product.variantId}`],
    '/[shop]/products/edit': [`${shop}/products/edit`],
    '/[shop]/products/reductions': [`${shop}/products/reductions?ids=${samples.product.id}`],
    '/[shop]/stock': [`${shop}/stock`, `${shop}/stock?low=1`],
    '/[shop]/collections': [`${shop}/collections`],
    '/[shop]/collections/[id]': [`${shop}/collections/new`],
    '/[shop]/settings/payments': [`${shop}/settings/payments`],
    '/[shop]/settings/card-mail': [`${shop}/settings/card-mail`],
    '/[shop]/discounts': [`${shop}/discounts`],
    '/[shop]/discounts/[id]': [`${shop}/discounts/new`],
    '/[shop]/settings/delivery': [
      `${shop}/settings/delivery`,
      `${shop}/settings/delivery?country=RE&postalCode=97400&weight=1.2&value=80&currency=EUR`,
    ],
    '/[shop]/settings/delivery/zones/[id]': [`${shop}/settings/delivery/zones/new`],
    '/[shop]/settings/delivery/methods/[id]': [`${shop}/settings/delivery/methods/new?pickup`],
    '/[shop]/setup': [`${shop}/setup`],
    '/[shop]/setup/payment': [`${shop}/setup/payment`],
    '/[shop]/settings/business': [`${shop}/settings/business`],
    '/[shop]/settings/appearance': [`${shop}/settings/appearance`],
    '/[shop]/settings/mails': [`${shop}/settings/mails`],
    '/[shop]/settings/mails/[kind]/[language]': [
      `${shop}/settings/mails/order-confirmation/fr`,
      `${shop}/settings/mails/payment-reminder/en`,
    ],
    '/[shop]/settings/pages': [`${shop}/settings/pages`],
    '/[shop]/settings/pages/[kind]/[language]': [
      `${shop}/settings/pages/terms/fr`,
      `${shop}/settings/pages/privacy/en`,
    ],
    '/[shop]/settings/pages/[kind]/[language]/versions/[id]': [
      `${shop}/settings/pages/terms/fr/versions/${samples.termsVersionId}`,
    ],
    '/[shop]/settings/api-keys': [`${shop}/settings/api-keys`],
    '/[shop]/settings/program-keys': [`${shop}/settings/program-keys`],
    '/[shop]/settings/webhooks': [`${shop}/settings/webhooks`],
    '/[shop]/settings/webhooks/new': [`${shop}/settings/webhooks/new`],
    '/[shop]/settings/webhooks/[id]': [
      `${shop}/settings/webhooks/${samples.webhookId}`,
      `${shop}/settings/webhooks/${samples.webhookId}?status=FAILED`,
    ],
    '/[shop]/settings/people': [`${shop}/settings/people`],
    '/[shop]/settings/people/roles': [`${shop}/settings/people/roles`],
    '/[shop]/settings/audit-log': [`${shop}/settings/audit-log`, `${shop}/settings/audit-log?to=2020-01-01`],
    '/[shop]/settings/shop': [`${shop}/settings/shop`],
    '/[shop]/settings/taxes': [`${shop}/settings/taxes`],
    '/[shop]/settings/banks': [`${shop}/settings/banks`],
    '/[shop]/settings/banks/new/[protocol]': [`${shop}/settings/banks/new/paybox`],
    '/[shop]/settings/banks/[id]': [bank],
    '/[shop]/settings/banks/[id]/test-payment': [`${bank}/test-payment`],
  }
}
