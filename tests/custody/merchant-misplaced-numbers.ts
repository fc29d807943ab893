import type { Draw, MisplacedNumber, RequestContext } from './misplaced-numbers.ts'

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { userErrors { code } } }'
const CERTIFY =
  'mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) { order { code } userErrors { code } } }'

/** Requests to the merchant API with a card number in a wrong place. */
export function inMerchantRequests(context: RequestContext, { number, grouped }: Draw): MisplacedNumber[] {
  const url = `${context.run.api}/merchant/graphql`
  const member = {
    'content-type': 'application/json',
    authorization: `Bearer ${context.session}`,
    'x-shop': context.shop.slug,
  }
  const send = (name: string, query: string, variables: object): MisplacedNumber => ({
    name,
    url,
    headers: member,
    body: JSON.stringify({ query, variables }),
  })
  return [
    send('signIn: email', SIGN_IN, { email: `${number()}@members.example`, password: 'x' }),
    send('signIn: password', SIGN_IN, { email: 'nobody@members.example', password: number() }),
    send('certifyPayment: note', CERTIFY, certifying(context, { note: number() })),
    send(
      'certifyPayment: authorizationNumber',
      CERTIFY,
      certifying(context, { authorizationNumber: number() }),
    ),
    send('certifyPayment: bankReference', CERTIFY, certifying(context, { bankReference: grouped(' ') })),
    send('certifyPayment: paymentId', CERTIFY, certifying(context, { paymentId: number() })),
    send(
      'cancelOrder: reason',
      'mutation ($s: String) { cancelOrder(orderCode: "AAAA", reason: $s) { userErrors { code } } }',
      {
        s: number(),
      },
    ),
    send(
      'markShipped: carrier',
      'mutation ($s: String) { markShipped(orderCode: "AAAA", carrier: $s) { userErrors { code } } }',
      { s: number() },
    ),
    ...(['trackingNumber', 'trackingUrl'] as const).map((field) =>
      send(
        `shipParcel: ${field}`,
        `mutation ($s: String) { shipParcel(orderCode: "AAAA", lines: [], ${field}: $s) { userErrors { code } } }`,
        { s: field === 'trackingUrl' ? `https://track.example/${number()}` : grouped(' ') },
      ),
    ),
    send('resendMail: mailId', 'mutation ($s: ID!) { resendMail(mailId: $s) { userErrors { code } } }', {
      s: number(),
    }),
    send('orders: search', 'query ($s: String) { orders(filter: { search: $s }) { totalCount } }', {
      s: number(),
    }),
    send(
      'orders: search with a NUL',
      'query ($s: String) { orders(filter: { search: $s }) { totalCount } }',
      {
        s: `${number()}\0`,
      },
    ),
    {
      name: 'authorization header',
      url,
      headers: { ...member, authorization: `Bearer ${number()}${number()}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
    {
      name: 'x-shop header',
      url,
      headers: { ...member, 'x-shop': number() },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
  ]
}

const certifying = ({ payment }: RequestContext, change: object) => ({
  input: { ...payment, outcome: 'REFERRAL', ...change },
})
