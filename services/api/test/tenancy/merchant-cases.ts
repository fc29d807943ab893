import type { Role } from '../../src/app/context.ts'
import { accountCases } from './account-cases.ts'
import { apiKeyCases } from './api-key-cases.ts'
import { buyerMailCases } from './buyer-mail-cases.ts'
import { collectionCases } from './collection-cases.ts'
import { discountCases } from './discount-cases.ts'
import { enteredOrderCases } from './entered-order-cases.ts'
import { gatewayAccountCases } from './gateway-account-cases.ts'
import { invoiceCases } from './invoice-cases.ts'
import { invitationCases } from './invitation-cases.ts'
import { legalPageCases } from './legal-page-cases.ts'
import { manualPaymentCases } from './manual-payment-cases.ts'
import { productImportCases } from './product-import-cases.ts'
import { productCases } from './product-cases.ts'
import { peopleCases } from './people-cases.ts'
import { orderCases } from './order-cases.ts'
import { parcelCases } from './parcel-cases.ts'
import { privacyCases } from './privacy-cases.ts'
import { passkeyCases } from './passkey-cases.ts'
import { sessionCases } from './session-cases.ts'
import { ledgerCases } from './ledger-cases.ts'
import { reductionCases } from './reduction-cases.ts'
import { taxCases } from './tax-cases.ts'
import { shippingCases } from './shipping-cases.ts'
import { shopCases } from './shop-cases.ts'
import type { FullShop } from './two-shops.ts'
import { webhookCases } from './webhook-cases.ts'
import { withdrawalCases } from './withdrawal-cases.ts'

/** How to call a root field of the merchant API, with which role, and what it must return for ids of another shop. */
export interface MerchantCase {
  document: string
  /** Lowest role that may call it; `member` needs a session but no shop; `anyone` needs neither. */
  atLeast: Role | 'member' | 'anyone'
  /** Variables that refer to data of the given shop. */
  variables?(of: FullShop): Record<string, unknown>
  /** Expected result for variables of another shop: the data of the field, or an error code as a string. */
  foreign?: unknown
}

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** One case for each root field of the merchant API, by `Query.field` or `Mutation.field`. */
export const merchantCases: Record<string, MerchantCase> = {
  ...accountCases,
  ...reductionCases,
  ...ledgerCases,
  ...webhookCases,
  ...apiKeyCases,
  ...withdrawalCases,
  ...taxCases,
  ...discountCases,
  ...gatewayAccountCases,
  ...manualPaymentCases,
  ...enteredOrderCases,
  ...collectionCases,
  ...passkeyCases,
  ...orderCases,
  ...parcelCases,
  ...privacyCases,
  ...sessionCases,
  ...shippingCases,
  ...invitationCases,
  ...invoiceCases,
  ...productCases,
  ...shopCases,
  ...peopleCases,
  ...productImportCases,
  ...buyerMailCases,
  ...legalPageCases,
  'Query.viewer': { document: '{ viewer { email } }', atLeast: 'member' },
  'Query.shopAlerts': { document: '{ shopAlerts { openUnmatchedPaymentCount } }', atLeast: 'member' },
  'Query.shopOverviews': { document: '{ shopOverviews { shop { slug } } }', atLeast: 'member' },
  'Query.nextOrderToCertify': {
    document: 'query ($after: String) { nextOrderToCertify(after: $after) { status } }',
    atLeast: 'VIEWER',
    variables: ({ pending }) => ({ after: pending.code }),
    foreign: { status: 'AWAITING_CERTIFICATION' },
  },
  'Mutation.revealCard': {
    document: `mutation ($code: String!, $paymentId: ID!) {
      revealCard(orderCode: $code, paymentId: $paymentId) { keptDigits missingDigits copyAllowed userErrors { code } } }`,
    atLeast: 'CERTIFIER',
    variables: ({ awaiting }) => ({ code: awaiting.code, paymentId: awaiting.cardPaymentId }),
    foreign: notFound({ keptDigits: null, missingDigits: null, copyAllowed: null }),
  },
  'Mutation.certifyPayment': {
    document: `mutation ($input: CertifyPaymentInput!) {
      certifyPayment(input: $input) { order { id } userErrors { code } } }`,
    atLeast: 'CERTIFIER',
    variables: ({ awaiting }) => ({
      input: {
        orderCode: awaiting.code,
        paymentId: awaiting.cardPaymentId,
        outcome: 'APPROVED',
        authorizationNumber: 'A1',
      },
    }),
    foreign: notFound({ order: null }),
  },
  'Mutation.cancelOrder': {
    document:
      'mutation ($code: String!) { cancelOrder(orderCode: $code) { order { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ pending }) => ({ code: pending.code }),
    foreign: notFound({ order: null }),
  },
  'Mutation.resendMail': {
    document: 'mutation ($mailId: ID!) { resendMail(mailId: $mailId) { mail { id } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ failedMailId }) => ({ mailId: failedMailId }),
    foreign: notFound({ mail: null }),
  },
  'Mutation.requestCard': {
    document:
      'mutation ($code: String!) { requestCard(orderCode: $code) { order { id } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ awaiting }) => ({ code: awaiting.code }),
    foreign: notFound({ order: null }),
  },
  // These take no ids, so they can only reach the member's own shop.
  'Query.cardOutcomes': {
    document: '{ cardOutcomes(months: 1) { approved declined declinedForAuthentication } }',
    atLeast: 'OWNER',
    foreign: [{ approved: 0, declined: 0, declinedForAuthentication: 0 }],
  },
  'Query.cardMail': {
    document: '{ cardMail { openPgpKey { fingerprint } openPgpRequired cardStop } }',
    atLeast: 'OWNER',
    foreign: { openPgpKey: null, openPgpRequired: false, cardStop: null },
  },
  'Mutation.checkOpenPgpKey': {
    document: 'mutation { checkOpenPgpKey(armored: "none") { key { fingerprint } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: { key: null, userErrors: [{ code: 'OPENPGP_KEY_INVALID' }] },
  },
  'Mutation.setOpenPgpKey': {
    document: `mutation { setOpenPgpKey(armored: "none", fingerprint: "none") {
      cardMail { fragmentTo } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { cardMail: null, userErrors: [{ code: 'OPENPGP_KEY_INVALID' }] },
  },
  'Mutation.confirmOpenPgpKey': {
    document: `mutation { confirmOpenPgpKey(code: "none") { cardMail { fragmentTo } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { cardMail: null, userErrors: [{ code: 'OPENPGP_CODE_EXPIRED' }] },
  },
  'Mutation.resendOpenPgpCode': {
    document: 'mutation { resendOpenPgpCode { cardMail { fragmentTo } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: notFound({ cardMail: null }),
  },
  'Mutation.discardUnconfirmedKey': {
    document:
      'mutation { discardUnconfirmedKey { cardMail { unconfirmedOpenPgpKey { sentTo } } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: { cardMail: { unconfirmedOpenPgpKey: null }, userErrors: [] },
  },
  'Mutation.removeOpenPgpKey': {
    document: 'mutation { removeOpenPgpKey { cardMail { openPgpKey { fingerprint } } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: { cardMail: { openPgpKey: null }, userErrors: [] },
  },
  'Mutation.setOpenPgpRequired': {
    document: `mutation { setOpenPgpRequired(required: false) {
      cardMail { openPgpRequired } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { cardMail: { openPgpRequired: false }, userErrors: [] },
  },
  'Mutation.setFragmentTo': {
    document: 'mutation { setFragmentTo(email: "nobody") { cardMail { fragmentTo } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: { cardMail: null, userErrors: [{ code: 'INVALID_EMAIL' }] },
  },
  'Query.unmatchedPayments': {
    document: 'query ($after: String) { unmatchedPayments(after: $after) { nodes { id } } }',
    atLeast: 'VIEWER',
    variables: ({ unmatchedPaymentId }) => ({ after: Buffer.from(unmatchedPaymentId).toString('base64url') }),
    foreign: 'BAD_USER_INPUT',
  },
  'Query.openUnmatchedPaymentCount': {
    document: '{ openUnmatchedPaymentCount }',
    atLeast: 'VIEWER',
    foreign: 1,
  },
  'Query.refusedNotifications': {
    document: 'query ($after: String) { refusedNotifications(after: $after) { nodes { id } } }',
    atLeast: 'VIEWER',
    variables: ({ refusedId }) => ({ after: Buffer.from(refusedId).toString('base64url') }),
    foreign: 'BAD_USER_INPUT',
  },
  'Mutation.acceptUnmatchedPayment': {
    document: `mutation ($input: AcceptUnmatchedPaymentInput!) {
      acceptUnmatchedPayment(input: $input) { unmatchedPayment { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ unmatchedPaymentId }) => ({ input: { unmatchedPaymentId, acceptedAmount: 900 } }),
    foreign: notFound({ unmatchedPayment: null }),
  },
  'Mutation.recordUnmatchedPaymentRefund': {
    document: `mutation ($input: RecordUnmatchedPaymentRefundInput!) {
      recordUnmatchedPaymentRefund(input: $input) { unmatchedPayment { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ unmatchedPaymentId }) => ({
      input: { unmatchedPaymentId, amount: 900, bankReference: 'R1' },
    }),
    foreign: notFound({ unmatchedPayment: null }),
  },
  'Mutation.recordBuyerContact': {
    document: `mutation ($unmatchedPaymentId: ID!) {
      recordBuyerContact(unmatchedPaymentId: $unmatchedPaymentId) { unmatchedPayment { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ unmatchedPaymentId }) => ({ unmatchedPaymentId }),
    foreign: notFound({ unmatchedPayment: null }),
  },
  'Mutation.reopenUnmatchedPayment': {
    document:
      'mutation ($unmatchedPaymentId: ID!) { reopenUnmatchedPayment(unmatchedPaymentId: $unmatchedPaymentId) { unmatchedPayment { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ unmatchedPaymentId }) => ({ unmatchedPaymentId }),
    foreign: notFound({ unmatchedPayment: null }),
  },
}
