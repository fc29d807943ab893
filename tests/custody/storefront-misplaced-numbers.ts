import type { Card } from '../traffic/cards.ts'
import type { Draw, MisplacedNumber, RequestContext } from './misplaced-numbers.ts'

const PAY =
  'mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { code } userErrors { code message } } }'
const PLACE =
  'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { code } userErrors { code } } }'
const BANK =
  'mutation ($input: PayByBankInput!) { payByBank(input: $input) { order { code } userErrors { code } } }'

/** Requests to the storefront API with a card number in a wrong place. */
export function inStorefrontRequests(
  context: RequestContext,
  { draw, number, grouped }: Draw,
): MisplacedNumber[] {
  const { run, shop, order, orderInput, visitorId } = context
  const buyer = { 'content-type': 'application/json', 'x-shop-key': shop.key, 'x-visitor-id': visitorId }
  const send = (name: string, body: unknown, headers: Record<string, string> = {}): MisplacedNumber => ({
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
  const address = (change: object) => place({ billingAddress: { ...orderInput.billingAddress, ...change } })
  const shopName = '{ shop { name } }'

  return [
    send('text of the document', { query: `{ product(slug: "${number()}") { id } }` }),
    send('text of the document, grouped', { query: `{ product(slug: "${grouped(' ')}") { id } }` }),
    send('text of the document, with dots', { query: `{ product(slug: "${grouped('.')}") { id } }` }),
    send('text of the document, after another digit', { query: `{ product(slug: "7 ${number()}") { id } }` }),
    send('text of the document, escaped', {
      query: `{ product(slug: "${[...number()].map((digit) => `\\u003${digit}`).join('')}") { id } }`,
    }),
    send('comment of the document', { query: `# ${number()}\n${shopName}` }),
    send('name of the operation', { query: `query A${number()} ${shopName}` }),
    send('alias', { query: `{ a${number()}: shop { name } }` }),
    send('operationName', { query: `query A ${shopName}`, operationName: number() }),
    send('extensions', {
      query: shopName,
      extensions: { persistedQuery: { version: 1, sha256Hash: number() } },
    }),
    send('unknown member of the body', { query: shopName, card: number() }),
    send('undeclared variable', { query: shopName, variables: { number: number() } }),
    send('variables', { query: shopName, variables: number() }),
    send(
      'card number as a JSON number',
      card((given) => ({ ...given, number: Number(given.number) })),
    ),
    send(
      'card number in a list',
      card((given) => ({ ...given, number: [given.number] })),
    ),
    send(
      'card number in an object',
      card((given) => ({ ...given, number: { digits: given.number } })),
    ),
    send(
      'card without a brand',
      card(({ number: own, expiryMonth, expiryYear }) => ({ number: own, expiryMonth, expiryYear })),
    ),
    send(
      'card brand',
      card((given) => ({ ...given, brand: given.number })),
    ),
    send(
      'expiry month',
      card((given) => ({ ...given, expiryMonth: given.number })),
    ),
    send(
      'unknown member of the card',
      card((given) => ({ ...given, cvv: given.number })),
    ),
    send(
      'card number with a NUL',
      card((given) => ({ ...given, number: `${given.number}\0` })),
    ),
    send('payByCard: orderCode', pay({ orderCode: number() })),
    send('payByCard: orderCode with a NUL', pay({ orderCode: `${number()}\0` })),
    send('payByCard: orderToken', pay({ orderToken: number() })),
    send('payByCard: idempotencyKey', pay({ idempotencyKey: number() })),
    send('placeOrder: idempotencyKey', place({ idempotencyKey: number() })),
    send('placeOrder: note', place({ note: `My card: ${grouped(' ')}` })),
    send('placeOrder: note, with dots', place({ note: `My card: ${grouped('.')}` })),
    send('placeOrder: note with a NUL', place({ note: `${number()}\0` })),
    send('placeOrder: lastName', address({ lastName: number() })),
    send('placeOrder: line2', address({ line2: grouped('-') })),
    send('placeOrder: phone', address({ phone: number() })),
    send('placeOrder: countryCode', address({ countryCode: number() })),
    send('placeOrder: email', place({ email: `${number()}@buyers.example` })),
    send('placeOrder: shippingMethodId', place({ shippingMethodId: number() })),
    send('placeOrder: expectedTotal', place({ expectedTotal: Number(number()) })),
    send('products: search', {
      query: 'query ($s: String) { products(search: $s) { totalCount } }',
      variables: { s: number() },
    }),
    send('products: after', {
      query: 'query ($s: String) { products(after: $s) { totalCount } }',
      variables: { s: number() },
    }),
    send('product: slug', {
      query: 'query ($s: String!) { product(slug: $s) { id } }',
      variables: { s: number() },
    }),
    send('order: code', {
      query: 'query ($s: String!) { order(code: $s, token: $s) { id } }',
      variables: { s: number() },
    }),
    send('addToCart: variantId', {
      query: 'mutation ($s: ID!) { addToCart(variantId: $s) { userErrors { code } } }',
      variables: { s: number() },
    }),
    send('payByBank: returnUrl', {
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
    send('payByBank: bankId', {
      query: BANK,
      variables: {
        input: { orderCode: order.code, orderToken: order.token, bankId: number(), returnUrl: shop.origin },
      },
    }),
    send('invalid JSON', `{"query":"${shopName}","variables":{"number":${number()}`),
    send('text body', number(), { 'content-type': 'text/plain' }),
    send('form body', `number=${number()}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    send('body above the size limit', {
      query: shopName,
      variables: { a: 'a'.repeat(120_000), number: number() },
    }),
    ...[
      'x-visitor-id',
      'accept-language',
      'user-agent',
      'referer',
      'origin',
      'x-forwarded-for',
      'cookie',
      'x-request-id',
    ].map((header) => send(`${header} header`, { query: shopName }, { [header]: number() })),
    send('x-shop-key header', { query: shopName }, { 'x-shop-key': number() }),
    send('x-shop-secret header', { query: shopName }, { 'x-shop-secret': number() }),
    send('x-buyer-ip header', pay({ orderCode: 'AAAA' }), {
      'x-shop-secret': shop.secret,
      'x-buyer-ip': number(),
    }),
  ]
}
