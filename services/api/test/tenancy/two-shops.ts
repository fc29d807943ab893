import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { orderToken } from '../../src/order/order-token.ts'
import { encryptCredentials } from '../../src/payment/gateway/accounts/gateway-credentials.ts'
import { graphql, type TestApi } from '../api.ts'
import { insertTestApiKey } from '../api-key.ts'
import { insertTestInvoice } from '../invoice.ts'
import { insertTestReceipt } from '../manual-payment.ts'
import { createMember, membershipHeaders } from '../member.ts'
import { insertTestOrder } from '../order.ts'
import { publishTestPage } from '../legal-page.ts'
import { executeAllInShop } from '../sql.ts'
import { createShop, type TestShop } from '../shop.ts'
import { insertTestWebhook } from '../webhook.ts'
import { insertTestWithdrawal } from '../withdrawal.ts'

type TestOrder = Awaited<ReturnType<typeof insertTestOrder>>

/** A shop with one of everything that a request from another shop could try to reach. */
export interface FullShop {
  shop: TestShop
  productSlug: string
  collection: { id: string; slug: string }
  bankId: string
  /** A discount code. */
  discountId: string
  discountCode: string
  /** A visitor with something in the cart. */
  visitorId: string
  /** Opens the cart of that visitor. */
  cartLinkToken: string
  pending: TestOrder & { token: string }
  paid: TestOrder
  awaiting: TestOrder
  failedMailId: string
  /** A parcel of the order `pending`. */
  parcelId: string
  /** An open unmatched payment of the order `pending`, with a wrong amount. */
  unmatchedPaymentId: string
  /** An open withdrawal from the order `pending`. */
  withdrawalId: string
  /** A part of the total of the order `pending`, received by transfer. */
  receiptId: string
  /** On the order `paid`, by the owner. */
  noteId: string
  /** A shared view of the order list. */
  viewId: string
  refusedId: string
  invitationId: string
  /** A member of this shop only, who is not the owner. */
  memberId: string
  ownerId: string
  importId: string
  /** A picture that can become the logo. */
  logoId: string
  /** The published version of a page; there is no draft. */
  pageVersionId: string
  /** Of the order `paid`. */
  invoiceId: string
  apiKeyId: string
  webhookId: string
  /** What was sent to the webhook. */
  deliveryId: string
  /** Headers of an owner of this shop only. */
  headers: Record<string, string>
}

async function fillShop(api: TestApi, name: string): Promise<FullShop> {
  const shop = await createShop(api)
  // Before the shop is first read: a change of its row makes every process read it again.
  const pageVersionId = await publishTestPage(api, shop)
  const suffix = randomBytes(4).toString('hex')
  const collection = { id: v7(), slug: `collection-${suffix}` }
  const [bankId, discountId] = [v7(), v7()]
  const discountCode = `CODE-${suffix.toUpperCase()}`
  const productSlug = `product-${suffix}`
  await executeAllInShop(api, shop, [
    ["update product set slug = $1 where shop_id = $2 and slug = 'product-1'", productSlug, shop.id],
    [
      'insert into collection (id, shop_id, slug, name, position) values ($1, $2, $3, $3, 0)',
      collection.id,
      shop.id,
      collection.slug,
    ],
    [
      `insert into collection_product (shop_id, collection_id, product_id, position)
       select shop_id, $1, id, 0 from product where shop_id = $2`,
      collection.id,
      shop.id,
    ],
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '12345678', $3)`,
      bankId,
      shop.id,
      encryptCredentials(api.app.env.bankKeys, shop.id, 'lyra', {
        siteId: '12345678',
        testKey: '0123456789abcdef',
      }),
    ],
  ])
  await executeAllInShop(api, shop, [
    [
      `insert into discount (shop_id, id, name, code, kind, starts_at) values ($1, $2, 'Christmas', $3, 'FREE_DELIVERY', now())`,
      shop.id,
      discountId,
      discountCode,
    ],
    [
      `insert into discount_use_count (shop_id, discount_id, email_key, uses) values ($1, $2, '', 0)`,
      shop.id,
      discountId,
    ],
  ])
  const pending = await insertTestOrder(api, shop)
  const [unmatchedPaymentId, refusedId, invitationId, importId, logoId] = [v7(), v7(), v7(), v7(), v7()]
  const parcelId = v7()
  await executeAllInShop(api, shop, [
    ['insert into parcel (shop_id, id, order_id) values ($1, $2, $3)', shop.id, parcelId, pending.id],
    [
      `insert into unmatched_payment (id, shop_id, order_id, reason, amount, currency, protocol, reference)
       values ($1, $2, $3, 'WRONG_AMOUNT', 900, 'EUR', 'lyra', 'r1')`,
      unmatchedPaymentId,
      shop.id,
      pending.id,
    ],
    [
      `insert into bank_notification_refused (id, shop_id, protocol, reason, fields, hour) values ($1, $2, 'lyra', 'signature', '[]', now())`,
      refusedId,
      shop.id,
    ],
    [
      "insert into invitation (shop_id, id, email, name, role) values ($1, $2, $3, '', 'VIEWER')",
      shop.id,
      invitationId,
      `${suffix}@invited.test`,
    ],
    [
      `insert into product_import (shop_id, id, member_id, member_name, address, file_name, file, status)
       values ($1, $2, $2, '', '', 'products.csv', '', 'CHECKED')`,
      shop.id,
      importId,
    ],
    [
      `insert into media (shop_id, id, sha256, width, height, widths, byte_size)
       values ($1, $2, decode(repeat('ab', 32), 'hex'), 320, 320, '{320}', 1)`,
      shop.id,
      logoId,
    ],
  ])
  const withdrawalId = await insertTestWithdrawal(api, shop, pending)
  const paid = await insertTestOrder(api, shop, {
    status: 'PAID',
    mails: [{ kind: 'ORDER_CONFIRMATION', status: 'FAILED' }],
  })
  const invoiceId = await insertTestInvoice(api, shop, paid.id)
  const owner = await createMember(api, [{ shop, role: 'OWNER' }])
  const receiptId = await insertTestReceipt(api, shop, pending.id, owner.id)
  const [noteId, viewId] = [v7(), v7()]
  await executeAllInShop(api, shop, [
    [
      `insert into order_note (shop_id, id, order_id, text, member_id, member_name) values ($1, $2, $3, 'Call first', $4, '')`,
      shop.id,
      noteId,
      paid.id,
      owner.id,
    ],
    [
      `insert into storefront_document (shop_id, hash, text, is_cacheable) values ($1, sha256('{ shop { name } }'), '{ shop { name } }', true)`,
      shop.id,
    ],
    [`insert into order_view (shop_id, id, name, filter) values ($1, $2, 'Today', '')`, shop.id, viewId],
  ])
  return {
    shop,
    noteId,
    viewId,
    productSlug,
    collection,
    bankId,
    discountId,
    discountCode,
    ...(await startCartWithLink(api, shop)),
    pending: { ...pending, token: orderToken(api.app.env.orderTokenKeys, shop.id, pending.id) },
    paid,
    awaiting: await insertTestOrder(api, shop, {
      status: 'AWAITING_CERTIFICATION',
      card: 'OPEN',
      kept: true,
    }),
    failedMailId: paid.mailIds[0] ?? '',
    parcelId,
    unmatchedPaymentId,
    withdrawalId,
    receiptId,
    refusedId,
    invitationId,
    memberId: (await createMember(api, [{ shop, role: 'VIEWER' }])).id,
    ownerId: owner.id,
    headers: await membershipHeaders(api, owner, shop),
    importId,
    logoId,
    pageVersionId,
    invoiceId,
    apiKeyId: (await insertTestApiKey(api, shop, ['order.read'], name)).id,
    ...(await insertTestWebhook(api, shop, `https://${name}.receiver.test/`)),
  }
}

/** Puts one product into a new visitor's cart and returns the visitor's id. */
export async function startCart(api: TestApi, shop: TestShop): Promise<string> {
  const { headers } = await graphql(
    `${api.url}/graphql`,
    'mutation ($variantId: ID!) { addToCart(variantId: $variantId) { userErrors { code } } }',
    { variantId: shop.variants[0]?.id },
    { 'x-shop-key': shop.key },
  )
  return headers.get('x-visitor-id') ?? ''
}

async function startCartWithLink(api: TestApi, shop: TestShop) {
  const visitorId = await startCart(api, shop)
  const { data } = await graphql<{ createCartLink: { link: { token: string } } }>(
    `${api.url}/graphql`,
    'mutation { createCartLink { link { token } } }',
    {},
    { 'x-shop-key': shop.key, 'x-visitor-id': visitorId },
  )
  return { visitorId, cartLinkToken: data.createCartLink.link.token }
}

/** Creates our shop, from which requests are sent, and their shop, whose ids, keys and tokens the requests use. */
export async function twoShops(api: TestApi): Promise<{ ours: FullShop; theirs: FullShop }> {
  const shops = { ours: await fillShop(api, 'ours'), theirs: await fillShop(api, 'theirs') }
  api.app.catalogs.invalidateAll()
  return shops
}
