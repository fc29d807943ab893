import type { Draw, Stray, StrayScene } from './strays.ts'

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { userErrors { code } } }'
const CERTIFY =
  'mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) { order { code } userErrors { code } } }'

/** In what a merchant's portal sends. */
export function merchantStrays(scene: StrayScene, { number, grouped }: Draw): Stray[] {
  const url = `${scene.run.api}/merchant/graphql`
  const member = {
    'content-type': 'application/json',
    authorization: `Bearer ${scene.session}`,
    'x-shop': scene.shop.slug,
  }
  const work = (name: string, query: string, variables: object): Stray => ({
    name,
    url,
    headers: member,
    body: JSON.stringify({ query, variables }),
  })
  return [
    work('as who signs in', SIGN_IN, { email: `${number()}@members.example`, password: 'x' }),
    work('as a password', SIGN_IN, { email: 'nobody@members.example', password: number() }),
    work('in a certification’s note', CERTIFY, certifying(scene, { note: number() })),
    work('as an authorization number', CERTIFY, certifying(scene, { authorizationNumber: number() })),
    work('as a bank’s reference', CERTIFY, certifying(scene, { bankReference: grouped(' ') })),
    work('as a payment', CERTIFY, certifying(scene, { paymentId: number() })),
    work(
      'as a reason',
      'mutation ($s: String) { cancelOrder(orderCode: "AAAA", reason: $s) { userErrors { code } } }',
      {
        s: number(),
      },
    ),
    work(
      'as a carrier',
      'mutation ($s: String) { markShipped(orderCode: "AAAA", carrier: $s) { userErrors { code } } }',
      { s: number() },
    ),
    work('as a mail', 'mutation ($s: ID!) { resendMail(mailId: $s) { userErrors { code } } }', {
      s: number(),
    }),
    work('as the orders looked for', 'query ($s: String) { orders(filter: { search: $s }) { totalCount } }', {
      s: number(),
    }),
    work(
      'with a NUL, as the orders looked for',
      'query ($s: String) { orders(filter: { search: $s }) { totalCount } }',
      {
        s: `${number()}\0`,
      },
    ),
    {
      name: 'as a session',
      url,
      headers: { ...member, authorization: `Bearer ${number()}${number()}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
    {
      name: 'as a shop',
      url,
      headers: { ...member, 'x-shop': number() },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
  ]
}

const certifying = ({ certified }: StrayScene, change: object) => ({
  input: { ...certified, outcome: 'REFERRAL', ...change },
})
