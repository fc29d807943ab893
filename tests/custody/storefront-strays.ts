import type { Card } from '../traffic/cards.ts'
import type { Draw, Stray, StrayScene } from './strays.ts'

const PAY =
  'mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { code } userErrors { code message } } }'
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { code } userErrors { code } } }'
const BANK =
  'mutation ($input: PayByBankInput!) { payByBank(input: $input) { order { code } userErrors { code } } }'

/** In what a shop's frontend sends. */
export function storefrontStrays(scene: StrayScene, { draw, number, grouped }: Draw): Stray[] {
  const { run, shop, order, orderInput, visitorId } = scene
  const buyer = { 'content-type': 'application/json', 'x-shop-key': shop.key, 'x-visitor-id': visitorId }
  const send = (name: string, body: unknown, headers: Record<string, string> = {}): Stray => ({
    name,
    url: `${run.api}/graphql`,
    headers: { ...buyer, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
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
  ]
}
