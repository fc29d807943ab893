import { merchant } from '../graphql/documents.ts'
import type { ResultOf, TypedDocument, VariablesOf } from '../graphql/documents.ts'
import { dataOf, exchange } from './send-request.ts'
import type { Exchange } from './send-request.ts'
import type { ClientOptions } from './visitor.ts'

const ORDER = merchant(`fragment OrderParts on MerchantOrder {
  id code status
  cardPayments { id mark brand firstSix numberLength revealable certifications { outcome } }
  bankPayments { reference status }
  mails { id kind to status lastError attempts }
  timeline { kind by message }
}`)
const ERROR = merchant('fragment ErrorParts on MerchantUserError { code message field }')

export const SIGN_IN = merchant(
  `mutation ($email: String!, $password: String!, $otp: String) {
    signIn(email: $email, password: $password, otp: $otp) { token mfaRequired userErrors { ...ErrorParts } } }`,
  [ERROR],
)
const REAUTHENTICATE = merchant(
  'mutation ($password: String!) { reauthenticate(password: $password) { userErrors { ...ErrorParts } } }',
  [ERROR],
)
export const READ_ORDER = merchant('query ($code: String!) { order(code: $code) { ...OrderParts } }', [ORDER])
export const REVEAL_CARD = merchant(
  `mutation ($orderCode: String!, $paymentId: ID!) { revealCard(orderCode: $orderCode, paymentId: $paymentId) {
    keptDigits missingDigits userErrors { ...ErrorParts } } }`,
  [ERROR],
)
export const CERTIFY_PAYMENT = merchant(
  `mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) {
    order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)
export const CANCEL_ORDER = merchant(
  `mutation ($orderCode: String!, $reason: String) { cancelOrder(orderCode: $orderCode, reason: $reason) {
    order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)
export const REQUEST_CARD = merchant(
  `mutation ($orderCode: String!) { requestCard(orderCode: $orderCode) {
    order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)

export type MerchantOrder = ResultOf<typeof ORDER>
export type MerchantUserError = ResultOf<typeof ERROR>
export type MerchantPayload = ResultOf<typeof CERTIFY_PAYMENT>['certifyPayment']
export type Certification = VariablesOf<typeof CERTIFY_PAYMENT>['input']

/**
 * A member signed in to a shop, as the portal's server would be. Refusals are in `userErrors`; every method throws
 * RequestError when the request as a whole failed.
 */
export async function signIn(
  api: string,
  slug: string,
  { email, password }: { email: string; password: string },
  { headers = {}, inspect }: ClientOptions = {},
) {
  const url = `${api}/merchant/graphql`
  const signedIn = await exchange(url, SIGN_IN, { email, password }, headers)
  inspect?.(signedIn)
  const { token, userErrors } = dataOf<ResultOf<typeof SIGN_IN>>(signedIn).signIn
  if (!token) throw new Error(`Sign-in was refused: ${userErrors.map(({ code }) => code).join(', ')}`)

  const send = async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    more: Record<string, string> = {},
  ): Promise<Exchange> => {
    const own = { authorization: `Bearer ${token}`, 'x-shop': slug, ...headers, ...more }
    const exchanged = await exchange(url, document, variables, own)
    inspect?.(exchanged)
    return exchanged
  }

  const request = async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    more?: Record<string, string>,
  ): Promise<Data> => dataOf(await send(document, variables, more))

  return {
    /** The session token. */
    token,
    /** Sends any document as this member and returns the whole response, errors included. */
    send,
    /** Sends any document as this member and returns its data. */
    request,

    async order(code: string): Promise<MerchantOrder | null> {
      return (await request(READ_ORDER, { code })).order
    },

    /** Gives the password again first if that is required, as the portal does. */
    async revealCard(orderCode: string, paymentId: string) {
      const reveal = async () => (await request(REVEAL_CARD, { orderCode, paymentId })).revealCard
      const revealed = await reveal()
      if (!revealed.userErrors.some(({ code }) => code === 'REAUTHENTICATION_REQUIRED')) return revealed
      const { userErrors } = (await request(REAUTHENTICATE, { password })).reauthenticate
      if (userErrors.length > 0) throw new Error(`reauthenticate was refused: ${userErrors[0]?.code}`)
      return reveal()
    },

    async certify(input: Certification): Promise<MerchantPayload> {
      return (await request(CERTIFY_PAYMENT, { input })).certifyPayment
    },

    async cancel(orderCode: string, reason?: string): Promise<MerchantPayload> {
      return (await request(CANCEL_ORDER, { orderCode, reason: reason ?? null })).cancelOrder
    },

    /** Uploads a product file in the format of this product; the worker then checks it. @returns the id of the import */
    async uploadProducts(csv: string): Promise<string> {
      const response = await fetch(`${api}/merchant/imports?fileName=products.csv`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'x-shop': slug, ...headers, 'content-type': 'text/csv' },
        body: csv,
      })
      const { productImport } = (await response.json()) as { productImport: { id: string } | null }
      if (!productImport) throw new Error(`The upload was refused: ${response.status}`)
      return productImport.id
    },

    async requestCard(orderCode: string): Promise<MerchantPayload> {
      return (await request(REQUEST_CARD, { orderCode })).requestCard
    },
  }
}

export type Merchant = Awaited<ReturnType<typeof signIn>>
