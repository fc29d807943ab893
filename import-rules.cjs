/**
 * Defines which code may import which. `.dependency-cruiser.cjs` enforces it in `npm run check`, and `npm run generate`
 * writes it into docs/architecture.md.
 */

/** Folders of services/api/src from the bottom up. A folder may import those listed for it, and itself. Type-only imports are not restricted. */
const folders = {
  kernel: { may: [], holds: 'Errors, permissions, pagination, text: pure code without I/O' },
  platform: {
    may: ['kernel'],
    holds: 'Everything that talks to the outside: PostgreSQL, Redis, queue, SMTP, cryptography, log, metrics',
  },
  audit: { may: ['kernel', 'platform'], holds: 'The audit log: who did what, and when' },
  visitor: { may: ['kernel', 'platform'], holds: 'Signed ids of anonymous visitors' },
  shop: { may: ['kernel', 'platform', 'audit'], holds: 'Shops and their settings' },
  member: {
    may: ['kernel', 'platform', 'audit', 'shop', 'mail'],
    holds: 'Staff: accounts, sessions, sign-in',
  },
  media: { may: ['kernel', 'platform', 'shop'], holds: 'Pictures: uploaded, resized, stored, deleted' },
  pricing: {
    may: ['kernel'],
    holds: 'What an order costs: lines, discounts, shipping and tax to the cent; pure code without I/O',
  },
  reduction: {
    may: ['kernel', 'platform', 'shop', 'audit'],
    holds: 'Announced reductions of prices, and the prior price that the law wants',
  },
  tax: {
    may: ['kernel', 'platform', 'audit', 'shop', 'pricing'],
    holds: 'VAT: dated rates, which of them an order carries, and what a shop declares',
  },
  catalog: {
    may: ['kernel', 'platform', 'audit', 'shop', 'media', 'pricing', 'reduction', 'tax'],
    holds: 'Products, and the snapshot that reads are served from',
  },
  shipping: {
    may: ['kernel', 'platform', 'shop', 'audit', 'catalog', 'discount', 'cart', 'pricing', 'tax'],
    holds: 'Shipping zones and methods, and what a parcel costs',
  },
  product: {
    may: ['kernel', 'platform', 'audit', 'shop', 'media', 'tax', 'catalog'],
    holds: 'Products as members edit them, in any status',
  },
  collection: {
    may: ['kernel', 'platform', 'audit', 'shop', 'media', 'catalog', 'product'],
    holds: 'Collections as members edit them: of chosen products, or of those that match rules',
  },
  'product-file': {
    may: ['kernel', 'catalog', 'tax', 'product'],
    holds:
      'CSV files of products: reading and writing the formats of several programs; pure code without I/O',
  },
  'product-import': {
    may: ['kernel', 'platform', 'audit', 'shop', 'media', 'catalog', 'tax', 'product', 'product-file'],
    holds: 'Importing files of products, undoing an import, and exporting',
  },
  inventory: {
    may: ['kernel', 'platform', 'audit', 'shop', 'member'],
    holds: 'Stock: reserved and released by orders, counted and adjusted by members',
  },
  event: {
    may: ['kernel', 'platform', 'shop'],
    holds: 'Domain events: writing them, and passing them to subscribers',
  },
  mail: {
    may: ['kernel', 'platform', 'shop', 'audit', 'event'],
    holds: 'Mails: written in a transaction, sent by the worker',
  },
  discount: {
    may: ['kernel', 'platform', 'shop', 'audit', 'catalog', 'pricing'],
    holds: 'Discount codes and automatic discounts: which of them an order gets, and how often they are used',
  },
  cart: {
    may: ['kernel', 'platform', 'shop', 'catalog', 'pricing', 'tax', 'discount'],
    holds: 'Carts in Redis',
  },
  order: {
    may: [
      'kernel',
      'platform',
      'shop',
      'audit',
      'catalog',
      'shipping',
      'inventory',
      'event',
      'mail',
      'cart',
      'pricing',
      'tax',
      'discount',
    ],
    holds: 'Orders, their status table and timeline',
  },
  fulfillment: {
    may: ['kernel', 'platform', 'shop', 'audit', 'media', 'inventory', 'event', 'mail', 'order'],
    holds: 'Parcels of orders: shipped, collected, delivered; carriers',
  },
  withdrawal: {
    may: ['kernel', 'platform', 'shop', 'audit', 'catalog', 'event', 'mail', 'order'],
    holds: 'The right of withdrawal: declared by buyers, returned and settled by members',
  },
  payment: {
    may: [
      'kernel',
      'platform',
      'shop',
      'member',
      'audit',
      'inventory',
      'event',
      'mail',
      'order',
      'fulfillment',
      'withdrawal',
    ],
    holds: 'Card payments, payments at a bank, unmatched payments',
  },
  overview: {
    may: ['kernel', 'platform', 'shop', 'member', 'order', 'payment', 'withdrawal'],
    holds: 'What waits in the shops of a member, and what they sold',
  },
  invoice: {
    may: ['kernel', 'platform', 'audit', 'shop', 'event', 'order', 'payment', 'pricing', 'tax'],
    holds:
      'Invoices and credit notes: issued, numbered, and rendered as Factur-X; what a shop declares of its sales',
  },
  privacy: {
    may: ['kernel', 'platform', 'audit', 'shop', 'event', 'cart', 'order'],
    holds: 'Data of buyers: exported and erased, on request or after the shop’s retention period',
  },
  webhook: {
    may: [
      'kernel',
      'platform',
      'audit',
      'shop',
      'event',
      'mail',
      'order',
      'fulfillment',
      'product',
      'collection',
    ],
    holds: 'Webhooks: endpoints that a shop chose, and what is sent to them of its events',
  },
  'buyer-mail': {
    may: [
      'kernel',
      'platform',
      'audit',
      'shop',
      'tax',
      'mail',
      'order',
      'fulfillment',
      'payment',
      'withdrawal',
    ],
    holds: 'Mails to buyers as a shop words them: their texts, previews and test mails',
  },
  'storefront-document': {
    may: ['kernel', 'platform', 'audit', 'shop'],
    holds: 'GraphQL documents that frontends registered, which are requested by their hash',
  },
  'legal-page': {
    may: ['kernel', 'platform', 'audit', 'shop', 'product'],
    holds:
      'Legal notice, terms, privacy policy and withdrawal page: generated, edited and published in versions',
  },
  'api-key': {
    may: ['kernel', 'platform', 'audit', 'shop', 'member'],
    holds: 'Keys of the merchant API, with which a shop’s own programs act',
  },
  'key-rotation': {
    may: ['kernel', 'platform', 'audit', 'member', 'payment', 'webhook'],
    holds: 'Renewing what is stored with an earlier key, before that key is removed',
  },
  operator: {
    may: ['kernel', 'platform'],
    holds: 'The page for the platform’s operators: their accounts, and figures of the whole platform',
  },
  http: {
    may: ['kernel', 'platform', 'member', 'api-key', 'visitor', 'catalog', 'storefront-document'],
    holds: 'GraphQL over HTTP, error formatting, rate limits',
  },
  app: { may: ['*'], holds: 'Assembly of the three processes: schema, routes, jobs, contexts' },
  bin: {
    may: [
      'kernel',
      'platform',
      'audit',
      'shop',
      'member',
      'app',
      'payment',
      'privacy',
      'operator',
      'key-rotation',
    ],
    holds:
      'Commands: server, worker, operator-page, migrate, shop, operator, erase, make-keys, rotate-keys, audit-log, emit-schema',
  },
}

/** Exceptions to the table above, each with its reason. */
const exceptions = [
  {
    from: 'order/cancel-order.ts',
    to: 'payment/card/close-card-payment.ts',
    why: 'Cancelling an order closes its card payment in the same transaction.',
  },
  {
    from: 'mail/resend-mail.ts',
    to: 'order/',
    why: 'Whether a mail may be sent again, and to whom, depends on the state of its order.',
  },
]

/** Files that translate requests: they may import any domain folder, and only app/ imports them. */
const entryPoints = '\\.(merchant|storefront|routes)\\.ts$'

/** npm packages that connect to other processes or do cryptography: imported by platform/ only. */
const outsidePackages = [
  'pg',
  'ioredis',
  'bullmq',
  'nodemailer',
  'openpgp',
  'pino',
  'prom-client',
  '@hpke/[^/]+',
  '@mikro-orm/(postgresql|migrations)',
  '@node-rs/argon2',
  'otpauth',
  'sharp',
  'aws4fetch',
]

/** Workspaces that others may import, and that run in browsers too. */
const sharedPackages = ['card-core', 'money', 'error-codes']

/** Workspaces that other servers may import. They may use Node.js and npm packages, so no browser code imports them. */
const serverPackages = ['telemetry']

module.exports = { folders, exceptions, entryPoints, outsidePackages, sharedPackages, serverPackages }
