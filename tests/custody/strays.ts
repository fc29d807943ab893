import type { Run, RunShop } from '../../infra/local/run-file.ts'
import type { Card } from '../traffic/cards.ts'

/** A request that carries a card number where none belongs. */
export interface Stray {
  name: string
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** A page may say what was looked for to the very browser that looked for it. */
  mayEcho?: boolean
}

/** What the requests need beside a card: a visitor with a full cart, an order to pay, a member at work. */
export interface StrayScene {
  run: Run
  shop: RunShop
  visitorId: string
  order: { code: string; token: string }
  orderInput: Record<string, unknown>
  /** Of the same shop. */
  session: string
  /** A card payment of it that can be certified. */
  certified: { orderCode: string; paymentId: string }
}

const PAY =
  'mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { code } userErrors { code message } } }'
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { code } userErrors { code } } }'
const BANK =
  'mutation ($input: PayByBankInput!) { payByBank(input: $input) { order { code } userErrors { code } } }'
const CERTIFY =
  'mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) { order { code } userErrors { code } } }'

/** Every place that we could think of in which a number may come, one request each; `draw` gives a card of its own to each. */
export function straysOf(scene: StrayScene, draw: () => Card): Stray[] {
  const { run, shop, order, orderInput, visitorId } = scene
  const buyer = { 'content-type': 'application/json', 'x-shop-key': shop.key, 'x-visitor-id': visitorId }
  const member = {
    'content-type': 'application/json',
    authorization: `Bearer ${scene.session}`,
    'x-shop': shop.slug,
  }
  const at = `${run.api}/graphql`
  const number = () => draw().number
  const grouped = (separator: string) => (number().match(/.{1,4}/g) ?? []).join(separator)
  const send = (name: string, body: unknown, headers: Record<string, string> = {}): Stray => ({
    name,
    url: at,
    headers: { ...buyer, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const work = (name: string, query: string, variables: object): Stray => ({
    name,
    url: `${run.api}/merchant/graphql`,
    headers: member,
    body: JSON.stringify({ query, variables }),
  })
  const card = (change: (card: Card) => object): object => ({
    query: PAY,
    variables: { input: { orderCode: order.code, orderToken: order.token, card: change(draw()) } },
  })
  const pay = (change: object): object => ({
    query: PAY,
    variables: { input: { orderCode: order.code, orderToken: order.token, card: draw(), ...change } },
  })
  const place = (change: object): object => ({
    query: PLACE,
    variables: { input: { ...orderInput, ...change } },
  })
  const address = (change: object) =>
    place({ billingAddress: { ...(orderInput['billingAddress'] as object), ...change } })
  const shopName = '{ shop { name } }'

  return [
    send('in the text of a query', { query: `{ product(slug: "${number()}") { id } }` }),
    send('grouped in the text of a query', { query: `{ product(slug: "${grouped(' ')}") { id } }` }),
    send('dotted in the text of a query', { query: `{ product(slug: "${grouped('.')}") { id } }` }),
    send('after other digits in the text of a query', { query: `{ product(slug: "7 ${number()}") { id } }` }),
    send('escaped in the text of a query', {
      query: `{ product(slug: "${[...number()].map((digit) => `\\u003${digit}`).join('')}") { id } }`,
    }),
    send('in a comment of a query', { query: `# ${number()}\n${shopName}` }),
    send('as the name of an operation', { query: `query A${number()} ${shopName}` }),
    send('as an alias', { query: `{ a${number()}: shop { name } }` }),
    send('in operationName', { query: `query A ${shopName}`, operationName: number() }),
    send('in extensions', {
      query: shopName,
      extensions: { persistedQuery: { version: 1, sha256Hash: number() } },
    }),
    send('in a member of the body that nobody reads', { query: shopName, card: number() }),
    send('in a variable that is not declared', { query: shopName, variables: { number: number() } }),
    send('as variables', { query: shopName, variables: number() }),
    send(
      'as a number in JSON',
      card((given) => ({ ...given, number: Number(given.number) })),
    ),
    send(
      'in a list',
      card((given) => ({ ...given, number: [given.number] })),
    ),
    send(
      'in an object',
      card((given) => ({ ...given, number: { digits: given.number } })),
    ),
    send(
      'without a brand',
      card(({ number: own, expiryMonth, expiryYear }) => ({ number: own, expiryMonth, expiryYear })),
    ),
    send(
      'as its brand',
      card((given) => ({ ...given, brand: given.number })),
    ),
    send(
      'as its month',
      card((given) => ({ ...given, expiryMonth: given.number })),
    ),
    send(
      'beside a member that the card has not',
      card((given) => ({ ...given, cvv: given.number })),
    ),
    send(
      'with a NUL',
      card((given) => ({ ...given, number: `${given.number}\0` })),
    ),
    send('as an order’s code', pay({ orderCode: number() })),
    send('as an order’s code with a NUL', pay({ orderCode: `${number()}\0` })),
    send('as an order’s token', pay({ orderToken: number() })),
    send('as a key', pay({ idempotencyKey: number() })),
    send('as a key of an order', place({ idempotencyKey: number() })),
    send('in a note', place({ note: `My card: ${grouped(' ')}` })),
    send('dotted in a note', place({ note: `My card: ${grouped('.')}` })),
    send('with a NUL in a note', place({ note: `${number()}\0` })),
    send('in a name', address({ lastName: number() })),
    send('in an address', address({ line2: grouped('-') })),
    send('as a telephone number', address({ phone: number() })),
    send('as a country', address({ countryCode: number() })),
    send('as an e-mail', place({ email: `${number()}@buyers.example` })),
    send('as a shipping method', place({ shippingMethodId: number() })),
    send('as what was shown', place({ expectedTotal: Number(number()) })),
    send('as a search', {
      query: 'query ($s: String) { products(search: $s) { totalCount } }',
      variables: { s: number() },
    }),
    send('as a cursor', {
      query: 'query ($s: String) { products(after: $s) { totalCount } }',
      variables: { s: number() },
    }),
    send('as a slug', {
      query: 'query ($s: String!) { product(slug: $s) { id } }',
      variables: { s: number() },
    }),
    send('as a code to read', {
      query: 'query ($s: String!) { order(code: $s, token: $s) { id } }',
      variables: { s: number() },
    }),
    send('as a variant', {
      query: 'mutation ($s: ID!) { addToCart(variantId: $s) { userErrors { code } } }',
      variables: { s: number() },
    }),
    send('as a return address', {
      query: BANK,
      variables: {
        input: {
          orderCode: order.code,
          orderToken: order.token,
          bankId: shop.banks[0]?.id,
          returnUrl: `${shop.origin}/${number()}`,
        },
      },
    }),
    send('as a bank', {
      query: BANK,
      variables: {
        input: { orderCode: order.code, orderToken: order.token, bankId: number(), returnUrl: shop.origin },
      },
    }),
    send('in broken JSON', `{"query":"${shopName}","variables":{"number":${number()}`),
    send('as a body', number(), { 'content-type': 'text/plain' }),
    send('as a form', `number=${number()}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    send('in a body too large', { query: shopName, variables: { a: 'a'.repeat(120_000), number: number() } }),
    ...[
      'x-visitor-id',
      'accept-language',
      'user-agent',
      'referer',
      'origin',
      'x-forwarded-for',
      'cookie',
      'x-request-id',
    ].map((header) => send(`in ${header}`, { query: shopName }, { [header]: number() })),
    send('in x-shop-key', { query: shopName }, { 'x-shop-key': number() }),
    send('in x-shop-secret', { query: shopName }, { 'x-shop-secret': number() }),
    send('in x-buyer-ip', pay({ orderCode: 'AAAA' }), {
      'x-shop-secret': shop.secret,
      'x-buyer-ip': number(),
    }),
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
      url: `${run.api}/merchant/graphql`,
      headers: { ...member, authorization: `Bearer ${number()}${number()}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
    {
      name: 'as a shop',
      url: `${run.api}/merchant/graphql`,
      headers: { ...member, 'x-shop': number() },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
    { name: 'as a path', url: `${run.api}/${number()}`, method: 'GET' },
    { name: 'as a picture', url: `${run.api}/media/${number()}.svg`, method: 'GET' },
    { name: 'in a query of the address', url: `${at}?query=${number()}`, method: 'GET' },
    { name: 'as a shop that a bank names', url: `${run.api}/bank/lyra/notify/${number()}`, body: '' },
    {
      name: 'in a bank’s notification',
      url: `${run.api}/bank/lyra/notify/${shop.slug}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `vads_card_number=${number()}&vads_order_id=${number()}&${number()}=1&signature=x`,
    },
    {
      name: 'in what the bank’s page sends back',
      url: `${run.api}/bank/lyra/return/${shop.slug}?vads_trans_uuid=${number()}`,
      method: 'GET',
    },
    {
      name: 'as a path of the storefront',
      mayEcho: true,
      url: `${run.storefront}/${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'as a search in the storefront',
      mayEcho: true,
      url: `${run.storefront}/catalog?search=${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'as a path of the portal',
      mayEcho: true,
      url: `${run.portal}/${number()}/orders/${number()}`,
      method: 'GET',
    },
  ]
}

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { userErrors { code } } }'

const certifying = ({ certified }: StrayScene, change: object) => ({
  input: { ...certified, outcome: 'REFERRAL', ...change },
})

export interface StrayAnswer {
  status: number
  /** Headers and body. */
  text: string
}

export async function sendStray({ url, method = 'POST', headers = {}, body }: Stray): Promise<StrayAnswer> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(method === 'POST' && { body: body ?? '' }),
  })
  const told = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status: response.status, text: `${told}\n\n${await response.text()}` }
}
