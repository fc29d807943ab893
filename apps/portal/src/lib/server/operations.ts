import type { Member } from '#lib/member.ts'
import type { CertificationOutcome, Order, OrderRow, OrderStatus } from '#lib/order/order.ts'
import type { Page } from '#lib/page.ts'
import { operation, userErrors, type UserErrors } from './operation.ts'

/** Every question that the portal asks of the merchant API. Mutations alias their answer `payload`. */

type OfOrder = { orderCode: string }

export interface OrderFilterInput {
  status?: OrderStatus[]
  search?: string
  placedFrom?: string
  placedTo?: string
  paymentMode?: 'CARD' | 'BANK'
}

export const signIn = operation<
  { payload: UserErrors & { token: string | null; mfaRequired: boolean } },
  { email: string; password: string; otp: string | null }
>(`mutation SignIn($email: String!, $password: String!, $otp: String) {
  payload: signIn(email: $email, password: $password, otp: $otp) { token mfaRequired ${userErrors} }
}`)

export const signOut = operation<{ signOut: boolean }>('mutation SignOut { signOut }')

export const viewer = operation<{ viewer: Member }>(
  'query Viewer { viewer { name email mfaEnabled memberships { role shop { slug name timeZone } } } }',
)

export const openRescueCount = operation<{ openRescueCount: number }>('query OpenRescues { openRescueCount }')

export const orders = operation<
  {
    orders: Page<OrderRow>
    toCertify: { totalCount: number }
  },
  { filter: OrderFilterInput; first: number; after: string | null }
>(`query Orders($filter: OrderFilter, $first: Int!, $after: String) {
  orders(filter: $filter, first: $first, after: $after) {
    nodes {
      code status fulfillment placedAt email
      billingAddress { firstName lastName company }
      total { amount currency }
      cardPayment { brand mark }
      bankPayments { bank status }
      rescues { closedAt }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
  toCertify: orders(filter: { status: [AWAITING_CERTIFICATION] }, first: 1) { totalCount }
}`)

export const order = operation<{ order: Order | null }, { code: string }>(`query Order($code: String!) {
  order(code: $code) {
    id code status fulfillment placedAt email note
    billingAddress { ...address }
    shippingAddress { ...address }
    lines { productName variantName sku quantity unitPrice { ...money } total { ...money } }
    subtotal { ...money }
    shippingTotal { ...money }
    taxTotal { ...money }
    total { ...money }
    cardPayments {
      id takenAt mark brand firstSix numberLength expiryMonth expiryYear revealable
      certification { ...certification }
      certifications { ...certification }
    }
    bankPayments { id reference bank status amount { ...money } authorizationNumber bankTransactionId updatedAt }
    rescues { closedAt bankPaymentId }
    mails { id kind to status sentAt lastError attempts encryptedTo }
    timeline { at kind by message }
  }
}
fragment money on Money { amount currency }
fragment address on Address {
  firstName lastName company line1 line2 postalCode city region countryCode phone
}
fragment certification on Certification {
  outcome amount { ...money } authorizationNumber bankReference certifiedAt certifiedBy { name } note
}`)

export const revealCard = operation<
  { payload: UserErrors & { keptDigits: string | null; missingDigits: number | null } },
  OfOrder & { paymentId: string }
>(`mutation RevealCard($orderCode: String!, $paymentId: ID!) {
  payload: revealCard(orderCode: $orderCode, paymentId: $paymentId) { keptDigits missingDigits ${userErrors} }
}`)

export interface CertifyPaymentInput extends OfOrder {
  paymentId: string
  outcome: CertificationOutcome
  amount: number | null
  authorizationNumber: string | null
  bankReference: string | null
  note: string | null
}
export const certifyPayment = operation<{ payload: UserErrors }, { input: CertifyPaymentInput }>(
  `mutation CertifyPayment($input: CertifyPaymentInput!) { payload: certifyPayment(input: $input) { ${userErrors} } }`,
)

export const cancelOrder = operation<{ payload: UserErrors }, OfOrder & { reason: string | null }>(
  `mutation CancelOrder($orderCode: String!, $reason: String) {
  payload: cancelOrder(orderCode: $orderCode, reason: $reason) { ${userErrors} }
}`,
)

export const requestCard = operation<{ payload: UserErrors }, OfOrder>(
  `mutation RequestCard($orderCode: String!) { payload: requestCard(orderCode: $orderCode) { ${userErrors} } }`,
)

export const resendMail = operation<{ payload: UserErrors }, { mailId: string }>(
  `mutation ResendMail($mailId: ID!) { payload: resendMail(mailId: $mailId) { ${userErrors} } }`,
)

export const markShipped = operation<
  { payload: UserErrors },
  OfOrder & { carrier: string | null; trackingUrl: string | null }
>(`mutation MarkShipped($orderCode: String!, $carrier: String, $trackingUrl: String) {
  payload: markShipped(orderCode: $orderCode, carrier: $carrier, trackingUrl: $trackingUrl) { ${userErrors} }
}`)
