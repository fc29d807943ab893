import { ask } from './ask.ts'
import type { UserError } from './visitor.ts'

export interface MerchantMail {
  id: string
  kind: string
  to: string
  status: 'QUEUED' | 'SENT' | 'FAILED'
  lastError: string | null
  attempts: number
}

export interface MerchantCardPayment {
  id: string
  mark: string
  brand: string
  firstSix: string
  numberLength: number
  revealable: boolean
}

/** The merchant API's MerchantOrder, as far as traffic looks at it; the newest card payment first. */
export interface MerchantOrder {
  id: string
  code: string
  status: string
  cardPayments: MerchantCardPayment[]
  mails: MerchantMail[]
  timeline: { kind: string; by: string; message: string }[]
}

export interface MerchantPayload {
  order: MerchantOrder | null
  userErrors: UserError[]
}

export interface Certification {
  orderCode: string
  paymentId: string
  outcome: 'APPROVED' | 'REFUSED' | 'REFERRAL'
  authorizationNumber?: string
  note?: string
}

const ORDER = `id code status cardPayments { id mark brand firstSix numberLength revealable }
  mails { id kind to status lastError attempts } timeline { kind by message }`
const PAYLOAD = `{ order { ${ORDER} } userErrors { code message field } }`

const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) {
  token userErrors { code message field } } }`
const ORDER_BY_CODE = `query ($code: String!) { order(code: $code) { ${ORDER} } }`
const REVEAL = `mutation ($code: String!, $id: ID!) { revealCard(orderCode: $code, paymentId: $id) {
  keptDigits missingDigits userErrors { code message field } } }`
const CERTIFY = `mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) ${PAYLOAD} }`
const CANCEL = `mutation ($code: String!, $reason: String) { cancelOrder(orderCode: $code, reason: $reason) ${PAYLOAD} }`
const REQUEST = `mutation ($code: String!) { requestCard(orderCode: $code) ${PAYLOAD} }`

/**
 * A member of a shop, signed in, as the portal's server would be. Refusals are in `userErrors`; every call throws
 * NoAnswer when the request as a whole failed.
 */
export async function signIn(api: string, slug: string, member: { email: string; password: string }) {
  const url = `${api}/merchant/graphql`
  const { email, password } = member
  const { data } = await ask<{ signIn: { token: string | null; userErrors: UserError[] } }>(
    url,
    SIGN_IN,
    { email, password },
    {},
  )
  const { token, userErrors } = data.signIn
  if (!token) throw new Error(`Nobody was signed in: ${userErrors.map(({ code }) => code).join(', ')}`)

  const request = async <Data>(query: string, variables: object, more: Record<string, string> = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'x-shop': slug, ...more }
    return (await ask<Data>(url, query, { ...variables }, headers)).data
  }

  return {
    /** The session's. */
    token,
    /** Any other document, as this member in this shop. */
    request,

    async order(code: string): Promise<MerchantOrder | null> {
      return (await request<{ order: MerchantOrder | null }>(ORDER_BY_CODE, { code })).order
    },

    async revealCard(orderCode: string, paymentId: string) {
      interface Revealed {
        keptDigits: string | null
        missingDigits: number | null
        userErrors: UserError[]
      }
      const variables = { code: orderCode, id: paymentId }
      return (await request<{ revealCard: Revealed }>(REVEAL, variables)).revealCard
    },

    async certify(input: Certification): Promise<MerchantPayload> {
      return (await request<{ certifyPayment: MerchantPayload }>(CERTIFY, { input })).certifyPayment
    },

    async cancel(orderCode: string, reason?: string): Promise<MerchantPayload> {
      const variables = { code: orderCode, reason: reason ?? null }
      return (await request<{ cancelOrder: MerchantPayload }>(CANCEL, variables)).cancelOrder
    },

    /** Asks the buyer for a card again. */
    async requestCard(orderCode: string): Promise<MerchantPayload> {
      return (await request<{ requestCard: MerchantPayload }>(REQUEST, { code: orderCode })).requestCard
    },
  }
}

export type Merchant = Awaited<ReturnType<typeof signIn>>
