import { buildSchema, type GraphQLSchema } from 'graphql'
import { TEST_EVENT, WEBHOOK_EVENTS } from './webhook-events.ts'

const eventTypes = Object.entries({
  ...WEBHOOK_EVENTS,
  [TEST_EVENT]: 'A member tries the endpoint. Belongs to no order.',
}).map(([name, description]) => `  ${JSON.stringify(description)}\n  ${name}`)

/**
 * What a payload may contain, named as in the merchant API. A list of its own, so that a field that is added there does not leave the platform by itself. It has
 * nothing of cards, and no token with which a buyer opens an order.
 */
export const PAYLOAD_SCHEMA = `
type Query {
  event: Event!
  "As it is when the payload is made, which may be later than the event. Null for a test."
  order: Order
  "Of an event about a parcel that still exists."
  parcel: Parcel
  "Of REFUND_RECORDED."
  refund: Refund
  "Of WITHDRAWAL_MADE and WITHDRAWAL_GOODS_RETURNED."
  withdrawal: Withdrawal
  "Of INVOICE_ISSUED and CREDIT_NOTE_ISSUED."
  invoice: Invoice
  "Of PRODUCT_CREATED, PRODUCT_CHANGED and STOCK_CHANGED, as it is when the payload is made, in whatever status; null once it is deleted."
  product: Product
  "Of STOCK_CHANGED: the one whose available quantity changed; null once it is deleted."
  variant: Variant
  "Of COLLECTION_CREATED and COLLECTION_CHANGED; null once it is deleted."
  collection: Collection
}

"RFC 3339, UTC"
scalar DateTime

type Event {
  "The same whenever the event is sent again."
  id: ID!
  type: EventType!
  occurredAt: DateTime!
  "The slug of the shop."
  shop: String!
  "Of an event about a product or its stock, also once it is deleted."
  productId: ID
  "Of STOCK_CHANGED."
  variantId: ID
  "Of an event about a collection, also once it is deleted."
  collectionId: ID
}

enum EventType {
${eventTypes.join('\n')}
}

"Minor units (cents) and ISO 4217."
type Money {
  amount: Int!
  currency: String!
}

type Order {
  id: ID!
  code: String!
  status: OrderStatus!
  fulfillment: FulfillmentStatus!
  channel: OrderChannel!
  isPartlyShipped: Boolean!
  "Whether all of it was refunded before anything was shipped."
  hasNothingToShip: Boolean!
  "Whether the buyer collects it in the shop."
  isPickup: Boolean!
  placedAt: DateTime!
  paidAt: DateTime
  "When the data of its buyer was erased: names, addresses and other texts about the buyer are empty."
  erasedAt: DateTime
  "The language of the buyer: en or fr."
  language: String!
  email: String!
  billingAddress: Address!
  shippingAddress: Address!
  shippingMethodName: String
  "What the buyer wrote."
  note: String
  vatNumber: String
  subtotal: Money!
  shippingTotal: Money!
  taxTotal: Money!
  total: Money!
  "In the order of the cart."
  lines: [OrderLine!]!
  "Oldest first."
  parcels: [Parcel!]!
}

enum OrderStatus { PENDING_PAYMENT AWAITING_CERTIFICATION PAID PAYMENT_REFUSED CANCELLED EXPIRED }
enum FulfillmentStatus { UNFULFILLED SHIPPED DELIVERED }
enum OrderChannel { WEB TELEPHONE MAIL }

type Address {
  firstName: String!
  lastName: String!
  company: String
  line1: String!
  line2: String
  postalCode: String!
  city: String!
  region: String
  countryCode: String!
  phone: String
}

type OrderLine {
  productName: String!
  variantName: String!
  sku: String!
  quantity: Int!
  unitPrice: Money!
  "2000 is 20 %."
  taxBasisPoints: Int!
  "After discounts."
  total: Money!
}

type Parcel {
  id: ID!
  "The name of the carrier."
  carrier: String
  trackingNumber: String
  trackingUrl: String
  "Where the buyer collects it; null for a parcel that is sent."
  pickupAddress: String
  "When it was sent, or was ready to be collected."
  shippedAt: DateTime!
  deliveredAt: DateTime
  lines: [Item!]!
}

type Item {
  productName: String!
  variantName: String!
  sku: String!
  quantity: Int!
}

type Refund {
  id: ID!
  amount: Money!
  shippingAmount: Money!
  "Whether its goods went back into stock."
  restock: Boolean!
  recordedAt: DateTime!
  lines: [Item!]!
}

type Withdrawal {
  id: ID!
  withdrawnAt: DateTime!
  "The last moment to pay the buyer back."
  refundDueAt: DateTime!
  "When the goods were back."
  returnedAt: DateTime
  lines: [Item!]!
}

type Invoice {
  number: String!
  issuedAt: DateTime!
  "Tax included."
  total: Money!
  taxTotal: Money!
}

type Product {
  id: ID!
  slug: String!
  name: String!
  "Sanitised HTML."
  descriptionHtml: String!
  status: ProductStatus!
  "Of a published product, the time from which buyers see it; null: at once. Nobody is told when it comes."
  publishAt: DateTime
  "Whether buyers see it now."
  isVisible: Boolean!
  optionNames: [String!]!
  createdAt: DateTime!
  "When it last changed; not its stock."
  updatedAt: DateTime!
  "In the merchant's order."
  variants: [Variant!]!
}

enum ProductStatus { DRAFT PUBLISHED ARCHIVED }

type Variant {
  id: ID!
  sku: String!
  name: String!
  "One for each of the product's option names."
  optionValues: [String!]!
  "Tax included."
  price: Money!
  recommendedPrice: Money
  weightGrams: Int
  "On the shelf, including what orders have reserved."
  onHand: Int!
  reserved: Int!
  "On hand and not reserved."
  available: Int!
}

type Collection {
  id: ID!
  slug: String!
  name: String!
  "Of the collection that it is in; null: at the top."
  parentId: ID
  kind: CollectionKind!
  updatedAt: DateTime!
  "In the merchant's order; empty with rules."
  chosenProducts: [ChosenProduct!]!
}

enum CollectionKind { MANUAL RULES }

type ChosenProduct {
  id: ID!
  name: String!
}
`

export const payloadSchema: GraphQLSchema = buildSchema(PAYLOAD_SCHEMA)

/** The fields that tell who a buyer is. Members without the permission `buyer.read` cannot have them sent. */
const PERSONAL_FIELDS = new Set([
  ...['Order.email', 'Order.billingAddress', 'Order.shippingAddress', 'Order.note', 'Order.vatNumber'],
  ...['Parcel.trackingNumber', 'Parcel.trackingUrl'],
])

/** @param parent the name of the type that has the field */
export const isPersonalField = (parent: string, field: string): boolean =>
  PERSONAL_FIELDS.has(`${parent}.${field}`)
