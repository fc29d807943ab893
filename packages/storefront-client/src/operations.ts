// Generated from operations/*.graphql by generate/generate-operations.ts: run `npm run generate`.
import type { TypedText } from './document.ts'

export type UserErrorCode =
  | 'BANK_NOT_AVAILABLE'
  | 'CARD_BRAND_NOT_ACCEPTED'
  | 'CARD_EXPIRED'
  | 'CARD_NOT_OFFERED'
  | 'CARD_NUMBER_IN_TEXT'
  | 'CARD_TYPE_MISMATCH'
  | 'CART_EMPTY'
  | 'CART_LINK_NOT_VALID'
  | 'CART_TOO_LARGE'
  | 'DISCOUNT_CODE_ALREADY_USED'
  | 'DISCOUNT_CODE_EXPIRED'
  | 'DISCOUNT_CODE_FOR_OTHER_PRODUCTS'
  | 'DISCOUNT_CODE_MINIMUM_NOT_REACHED'
  | 'DISCOUNT_CODE_NOT_STARTED'
  | 'DISCOUNT_CODE_UNKNOWN'
  | 'DISCOUNT_CODE_USED_UP'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID_ADDRESS'
  | 'INVALID_EMAIL'
  | 'INVALID_EXPIRY'
  | 'INVALID_QUANTITY'
  | 'INVALID_URL'
  | 'NOT_A_CARD_NUMBER'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_NOT_PAYABLE'
  | 'OUT_OF_STOCK'
  | 'PAYMENT_IN_PROGRESS'
  | 'PAYMENT_MODE_NOT_AVAILABLE'
  | 'PRICE_CHANGED'
  | 'REQUIRED'
  | 'SHIPPING_METHOD_NOT_AVAILABLE'
  | 'VARIANT_NOT_FOUND'
  | 'VAT_NUMBER_NOT_EUROPEAN'
  | 'WITHDRAWAL_LINE_EXEMPT'
  | 'WITHDRAWAL_NOTHING_LEFT'
  | 'WITHDRAWAL_NOT_AVAILABLE'
  | 'WITHDRAWAL_PERIOD_OVER'
  | 'WITHDRAWAL_QUANTITY_NOT_LEFT'

export type CartNoticeCode =
  'NOT_ENOUGH_STOCK' | 'PRICE_DECREASED' | 'PRICE_INCREASED' | 'PRODUCT_WITHDRAWN' | 'SOLD_OUT'

export type OrderStatus =
  'AWAITING_CERTIFICATION' | 'CANCELLED' | 'EXPIRED' | 'PAID' | 'PAYMENT_REFUSED' | 'PENDING_PAYMENT'

export type FulfillmentStatus = 'DELIVERED' | 'SHIPPED' | 'UNFULFILLED'

export type PaymentMethod = 'BANK' | 'CARD' | 'CHEQUE' | 'TRANSFER'

export type BankPaymentStatus = 'CANCELLED' | 'EXPIRED' | 'OPEN' | 'PAID' | 'PENDING' | 'REFUSED' | 'RESCUE'

export type OpenCartMode = 'MERGE' | 'REPLACE'

export type ShippingMethodKind = 'BY_VALUE' | 'BY_WEIGHT' | 'FLAT' | 'PICKUP'

export type PostalCodeUse = 'NONE' | 'OPTIONAL' | 'REQUIRED'

export type CardBrand = 'AMERICAN_EXPRESS' | 'DINERS_CLUB' | 'MASTERCARD' | 'VISA'

export interface ProductFilters {
  availability?: Availability | null
  collections?: string[] | null
  options?: OptionFilter[] | null
  price?: PriceFilter | null
}

export type Availability = 'IN_STOCK' | 'OUT_OF_STOCK'

export interface OptionFilter {
  name: string
  values: string[]
}

export interface PriceFilter {
  max?: number | null
  min?: number | null
}

export type ProductSort = 'COLLECTION' | 'NAME' | 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'RELEVANCE'

export type WithdrawalExemption =
  | 'AGED_ALCOHOL'
  | 'DATED_SERVICE'
  | 'DIGITAL_CONTENT'
  | 'MADE_TO_MEASURE'
  | 'MIXED_INSEPARABLY'
  | 'NEWSPAPER'
  | 'PERISHABLE'
  | 'PRICE_FLUCTUATES'
  | 'SEALED_HYGIENE'
  | 'SEALED_MEDIA'
  | 'SERVICE_PERFORMED'

export type ShopPageKind = 'LEGAL_NOTICE' | 'PRIVACY' | 'TERMS' | 'WITHDRAWAL'

export interface PlaceOrderInput {
  billingAddress: AddressInput
  email: string
  expectedTotal?: number | null
  idempotencyKey: string
  note?: string | null
  shippingAddress?: AddressInput | null
  shippingMethodId?: string | null
  vatNumber?: string | null
}

export interface AddressInput {
  city: string
  company?: string | null
  countryCode: string
  firstName: string
  lastName: string
  line1: string
  line2?: string | null
  phone?: string | null
  postalCode: string
  region?: string | null
}

export type FormMethod = 'GET' | 'POST'

export interface PayByBankInput {
  abandonOpenAttempt?: boolean | null
  bankId: string
  idempotencyKey?: string | null
  orderCode: string
  orderToken: string
  returnUrl: string
}

export interface PayByCardInput {
  abandonOpenAttempt?: boolean | null
  card: CardInput
  idempotencyKey?: string | null
  orderCode: string
  orderToken: string
}

export interface CardInput {
  brand: CardBrand
  expiryMonth: number
  expiryYear: number
  number: string
}

export interface PayManuallyInput {
  abandonOpenAttempt?: boolean | null
  orderCode: string
  orderToken: string
}

export type OrderStepKind =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'EXPIRED'
  | 'PAID'
  | 'PLACED'
  | 'READY_FOR_PICKUP'
  | 'REFUNDED'
  | 'SHIPPED'
  | 'WITHDRAWN'

export type InvoiceKind = 'CREDIT_NOTE' | 'INVOICE'

export type WithdrawalState = 'AVAILABLE' | 'BUSINESS_BUYER' | 'NOTHING_LEFT' | 'ORDER_ENDED' | 'PERIOD_OVER'

export interface WithdrawInput {
  idempotencyKey: string
  lines?: LineToWithdraw[] | null
  orderCode: string
  orderToken: string
}

export interface LineToWithdraw {
  lineId: string
  quantity: number
}

export type UserErrorFields = { code: UserErrorCode; message: string; field: string[] | null }
const UserErrorFields = 'fragment UserErrorFields on UserError{code message field}'

export type PictureFields = { url: string; smallUrl: string; width: number; height: number; altText: string }
const PictureFields = 'fragment PictureFields on Picture{url smallUrl:url(width:640)width height altText}'

export type VariantFields = {
  id: string
  sku: string
  name: string
  optionValues: string[]
  price: { amount: number; currency: string }
  priorPrice: { amount: number; currency: string } | null
  availableQuantity: number
}
const VariantFields =
  'fragment VariantFields on Variant{id sku name optionValues price{amount currency}priorPrice{amount currency}availableQuantity}'

export type ProductPage = {
  totalCount: number
  pageInfo: {
    hasNextPage: boolean
    endCursor: string | null
    hasPreviousPage: boolean
    startCursor: string | null
  }
  nodes: {
    id: string
    slug: string
    name: string
    image: PictureFields | null
    priceRange: { min: { amount: number; currency: string }; max: { amount: number; currency: string } }
    variants: { id: string; availableQuantity: number }[]
  }[]
}
const ProductPage =
  'fragment ProductPage on ProductConnection{totalCount pageInfo{hasNextPage endCursor hasPreviousPage startCursor}nodes{id slug name image{...PictureFields}priceRange{min{amount currency}max{amount currency}}variants{id availableQuantity}}}'

export type LinkedCollection = { slug: string; name: string }
const LinkedCollection = 'fragment LinkedCollection on Collection{slug name}'

export type NoticeFields = { id: string; code: CartNoticeCode; message: string; preventsOrder: boolean }
const NoticeFields = 'fragment NoticeFields on CartNotice{id code message preventsOrder}'

export type CartFields = {
  id: string
  totalQuantity: number
  subtotal: { amount: number; currency: string }
  discountCode: { code: string; problem: UserErrorFields | null } | null
  discounts: { label: string; amount: { amount: number; currency: string } }[]
  notices: NoticeFields[]
  lines: {
    id: string
    quantity: number
    total: { amount: number; currency: string }
    notices: NoticeFields[]
    variant: {
      id: string
      name: string
      price: { amount: number; currency: string }
      product: { slug: string; name: string; image: PictureFields | null }
    }
  }[]
}
const CartFields =
  'fragment CartFields on Cart{id totalQuantity subtotal{amount currency}discountCode{code problem{...UserErrorFields}}discounts{label amount{amount currency}}notices{...NoticeFields}lines{id quantity total{amount currency}notices{...NoticeFields}variant{id name price{amount currency}product{slug name image{...PictureFields}}}}}'

export type TotalsFields = {
  subtotal: { amount: number; currency: string }
  shippingTotal: { amount: number; currency: string }
  taxTotal: { amount: number; currency: string }
  total: { amount: number; currency: string }
}
const TotalsFields =
  'fragment TotalsFields on CartTotals{subtotal{amount currency}shippingTotal{amount currency}taxTotal{amount currency}total{amount currency}}'

export type OrderFields = {
  code: string
  token: string
  status: OrderStatus
  fulfillment: FulfillmentStatus
  placedAt: string
  email: string
  total: { amount: number; currency: string }
  paymentMethods: PaymentMethod[]
  bankAttempt: { bankName: string; status: BankPaymentStatus } | null
  lines: {
    productName: string
    variantName: string
    sku: string
    quantity: number
    total: { amount: number; currency: string }
  }[]
  manualPayment: {
    method: PaymentMethod
    reference: string
    dueAt: string
    accountHolder: string | null
    iban: string | null
    bic: string | null
    payee: string | null
    postalAddress: string | null
  } | null
}
const OrderFields =
  'fragment OrderFields on Order{code token status fulfillment placedAt email total{amount currency}paymentMethods bankAttempt{bankName status}lines{productName variantName sku quantity total{amount currency}}manualPayment{method reference dueAt accountHolder iban bic payee postalAddress}}'

export type CartData = { cart: CartFields | null }
export type CartVariables = Record<string, never>

export type AddToCartData = { addToCart: { cart: CartFields | null; userErrors: UserErrorFields[] } }
export type AddToCartVariables = { variantId: string; quantity?: number }

export type SetCartLineData = { setCartLine: { cart: CartFields | null; userErrors: UserErrorFields[] } }
export type SetCartLineVariables = { variantId: string; quantity: number }

export type ClearCartData = { clearCart: { cart: CartFields | null; userErrors: UserErrorFields[] } }
export type ClearCartVariables = Record<string, never>

export type ApplyDiscountCodeData = {
  applyDiscountCode: { cart: CartFields | null; userErrors: UserErrorFields[] }
}
export type ApplyDiscountCodeVariables = { code: string }

export type RemoveDiscountCodeData = {
  removeDiscountCode: { cart: CartFields | null; userErrors: UserErrorFields[] }
}
export type RemoveDiscountCodeVariables = Record<string, never>

export type AcknowledgeCartNoticesData = {
  acknowledgeCartNotices: { cart: CartFields | null; userErrors: UserErrorFields[] }
}
export type AcknowledgeCartNoticesVariables = { noticeIds: string[] }

export type CreateCartLinkData = {
  createCartLink: { link: { token: string; expiresAt: string } | null; userErrors: UserErrorFields[] }
}
export type CreateCartLinkVariables = Record<string, never>

export type OpenCartData = { openCart: { cart: CartFields | null; userErrors: UserErrorFields[] } }
export type OpenCartVariables = { token: string; mode?: OpenCartMode }

export type ShippingMethodsData = {
  shippingMethods: {
    id: string
    name: string
    description: string | null
    kind: ShippingMethodKind | null
    price: { amount: number; currency: string }
    pickupAddress: string | null
    openingHours: string | null
  }[]
}
export type ShippingMethodsVariables = { countryCode: string; postalCode?: string | null }

export type QuoteData = { checkoutQuote: { totals: TotalsFields | null; userErrors: UserErrorFields[] } }
export type QuoteVariables = {
  countryCode: string
  postalCode?: string | null
  shippingMethodId?: string | null
  vatNumber?: string | null
}

export type ShopData = {
  shop: {
    name: string
    currency: string
    locale: string
    country: string
    countries: { code: string; postalCode: PostalCodeUse }[]
    timeZone: string
    contactEmail: string | null
    cardBrands: CardBrand[]
    banks: { id: string; name: string }[]
    theme: { accentColor: string | null; logo: PictureFields | null }
  }
}
export type ShopVariables = Record<string, never>

export type ProductsData = { products: ProductPage }
export type ProductsVariables = {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
  search?: string | null
  collectionSlug?: string | null
  includeDescendants?: boolean
  filters?: ProductFilters | null
  sort?: ProductSort | null
}

export type ProductData = {
  product: {
    id: string
    slug: string
    name: string
    descriptionHtml: string
    seoTitle: string | null
    seoDescription: string | null
    withdrawalExemption: WithdrawalExemption | null
    images: PictureFields[]
    options: { name: string; values: string[] }[]
    variants: VariantFields[]
  } | null
}
export type ProductVariables = { slug: string }

export type SuggestionsData = {
  suggestions: {
    queries: string[]
    products: { slug: string; name: string; image: PictureFields | null }[]
    collections: LinkedCollection[]
  }
}
export type SuggestionsVariables = { query: string; first?: number }

export type CollectionsData = {
  collections: {
    id: string
    slug: string
    name: string
    descriptionHtml: string
    children: LinkedCollection[]
  }[]
}
export type CollectionsVariables = { topLevelOnly?: boolean }

export type CollectionData = {
  collection: {
    id: string
    slug: string
    name: string
    descriptionHtml: string
    image: PictureFields | null
    breadcrumbs: { slug: string; name: string }[]
    children: LinkedCollection[]
    products: ProductPage
  } | null
}
export type CollectionVariables = {
  slug: string
  first?: number | null
  after?: string | null
  includeDescendants?: boolean
}

export type PagesData = { shopPages: { kind: ShopPageKind; slug: string; title: string }[] }
export type PagesVariables = Record<string, never>

export type PageData = {
  shopPage: {
    kind: ShopPageKind
    slug: string
    title: string
    html: string
    language: string
    publishedAt: string
  } | null
}
export type PageVariables = { slug: string }

export type PlaceOrderData = { placeOrder: { order: OrderFields | null; userErrors: UserErrorFields[] } }
export type PlaceOrderVariables = { input: PlaceOrderInput }

export type PayByBankData = {
  payByBank: {
    redirect: { url: string; method: FormMethod; fields: { name: string; value: string }[] } | null
    userErrors: UserErrorFields[]
  }
}
export type PayByBankVariables = { input: PayByBankInput }

export type PayByCardData = { payByCard: { order: OrderFields | null; userErrors: UserErrorFields[] } }
export type PayByCardVariables = { input: PayByCardInput }

export type PayByTransferData = {
  payByTransfer: { order: OrderFields | null; userErrors: UserErrorFields[] }
}
export type PayByTransferVariables = { input: PayManuallyInput }

export type PayByChequeData = { payByCheque: { order: OrderFields | null; userErrors: UserErrorFields[] } }
export type PayByChequeVariables = { input: PayManuallyInput }

export type OrderData = {
  order: {
    code: string
    token: string
    status: OrderStatus
    fulfillment: FulfillmentStatus
    placedAt: string
    email: string
    total: { amount: number; currency: string }
    paymentMethods: PaymentMethod[]
    bankAttempt: { bankName: string; status: BankPaymentStatus } | null
    lines: {
      productName: string
      variantName: string
      sku: string
      quantity: number
      total: { amount: number; currency: string }
    }[]
    manualPayment: {
      method: PaymentMethod
      reference: string
      dueAt: string
      accountHolder: string | null
      iban: string | null
      bic: string | null
      payee: string | null
      postalAddress: string | null
    } | null
    subtotal: { amount: number; currency: string }
    shippingTotal: { amount: number; currency: string }
    taxTotal: { amount: number; currency: string }
    billingAddress: { firstName: string; lastName: string }
    steps: { kind: OrderStepKind; at: string; amount: { amount: number; currency: string } | null }[]
    parcels: {
      id: string
      carrier: string | null
      trackingNumber: string | null
      trackingUrl: string | null
      pickupAddress: string | null
      openingHours: string | null
      lines: { productName: string; variantName: string; quantity: number }[]
    }[]
    refunds: {
      id: string
      amount: { amount: number; currency: string }
      refundedAt: string
      reason: string | null
    }[]
    invoices: { kind: InvoiceKind; number: string; url: string }[]
    withdrawal: {
      state: WithdrawalState
      endsAt: string | null
      lines: {
        lineId: string
        productName: string
        variantName: string
        quantity: number
        remaining: number
        exemption: WithdrawalExemption | null
      }[]
      withdrawals: {
        id: string
        withdrawnAt: string
        lines: { lineId: string; productName: string; quantity: number }[]
      }[]
    }
  } | null
}
export type OrderVariables = { code: string; token: string }

export type WithdrawData = { withdraw: { order: OrderFields | null; userErrors: UserErrorFields[] } }
export type WithdrawVariables = { input: WithdrawInput }

/** Every operation of the client, by its name. */
export const operations = {
  cart: ('query cart{cart{...CartFields}}' +
    CartFields +
    UserErrorFields +
    NoticeFields +
    PictureFields) as TypedText<CartData, CartVariables>,
  addToCart:
    ('mutation addToCart($variantId:ID!$quantity:Int!=1){addToCart(variantId:$variantId quantity:$quantity){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<AddToCartData, AddToCartVariables>,
  setCartLine:
    ('mutation setCartLine($variantId:ID!$quantity:Int!){setCartLine(variantId:$variantId quantity:$quantity){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<SetCartLineData, SetCartLineVariables>,
  clearCart: ('mutation clearCart{clearCart{cart{...CartFields}userErrors{...UserErrorFields}}}' +
    CartFields +
    UserErrorFields +
    NoticeFields +
    PictureFields) as TypedText<ClearCartData, ClearCartVariables>,
  applyDiscountCode:
    ('mutation applyDiscountCode($code:String!){applyDiscountCode(code:$code){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<ApplyDiscountCodeData, ApplyDiscountCodeVariables>,
  removeDiscountCode:
    ('mutation removeDiscountCode{removeDiscountCode{cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<RemoveDiscountCodeData, RemoveDiscountCodeVariables>,
  acknowledgeCartNotices:
    ('mutation acknowledgeCartNotices($noticeIds:[ID!]!){acknowledgeCartNotices(noticeIds:$noticeIds){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<AcknowledgeCartNoticesData, AcknowledgeCartNoticesVariables>,
  createCartLink:
    ('mutation createCartLink{createCartLink{link{token expiresAt}userErrors{...UserErrorFields}}}' +
      UserErrorFields) as TypedText<CreateCartLinkData, CreateCartLinkVariables>,
  openCart:
    ('mutation openCart($token:String!$mode:OpenCartMode!=MERGE){openCart(token:$token mode:$mode){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields +
      NoticeFields +
      PictureFields) as TypedText<OpenCartData, OpenCartVariables>,
  shippingMethods:
    'query shippingMethods($countryCode:String!$postalCode:String){shippingMethods(countryCode:$countryCode postalCode:$postalCode){id name description kind price{amount currency}pickupAddress openingHours}}' as TypedText<
      ShippingMethodsData,
      ShippingMethodsVariables
    >,
  quote:
    ('query quote($countryCode:String!$postalCode:String$shippingMethodId:ID$vatNumber:String){checkoutQuote(countryCode:$countryCode postalCode:$postalCode shippingMethodId:$shippingMethodId vatNumber:$vatNumber){totals{...TotalsFields}userErrors{...UserErrorFields}}}' +
      TotalsFields +
      UserErrorFields) as TypedText<QuoteData, QuoteVariables>,
  shop: ('query shop{shop{name currency locale country countries{code postalCode}timeZone contactEmail cardBrands banks{id name}theme{accentColor logo{...PictureFields}}}}' +
    PictureFields) as TypedText<ShopData, ShopVariables>,
  products:
    ('query products($first:Int=20$after:String$last:Int$before:String$search:String$collectionSlug:String$includeDescendants:Boolean!=false$filters:ProductFilters$sort:ProductSort=NAME){products(first:$first after:$after last:$last before:$before search:$search collectionSlug:$collectionSlug includeDescendants:$includeDescendants filters:$filters sort:$sort){...ProductPage}}' +
      ProductPage +
      PictureFields) as TypedText<ProductsData, ProductsVariables>,
  product:
    ('query product($slug:String!){product(slug:$slug){id slug name descriptionHtml seoTitle seoDescription withdrawalExemption images{...PictureFields}options{name values}variants{...VariantFields}}}' +
      PictureFields +
      VariantFields) as TypedText<ProductData, ProductVariables>,
  suggestions:
    ('query suggestions($query:String!$first:Int!=5){suggestions(query:$query first:$first){queries products{slug name image{...PictureFields}}collections{...LinkedCollection}}}' +
      PictureFields +
      LinkedCollection) as TypedText<SuggestionsData, SuggestionsVariables>,
  collections:
    ('query collections($topLevelOnly:Boolean!=false){collections(topLevelOnly:$topLevelOnly){id slug name descriptionHtml children{...LinkedCollection}}}' +
      LinkedCollection) as TypedText<CollectionsData, CollectionsVariables>,
  collection:
    ('query collection($slug:String!$first:Int=20$after:String$includeDescendants:Boolean!=true){collection(slug:$slug){id slug name descriptionHtml image{...PictureFields}breadcrumbs{slug name}children{...LinkedCollection}products(first:$first after:$after includeDescendants:$includeDescendants){...ProductPage}}}' +
      PictureFields +
      LinkedCollection +
      ProductPage) as TypedText<CollectionData, CollectionVariables>,
  pages: 'query pages{shopPages{kind slug title}}' as TypedText<PagesData, PagesVariables>,
  page: 'query page($slug:String!){shopPage(slug:$slug){kind slug title html language publishedAt}}' as TypedText<
    PageData,
    PageVariables
  >,
  placeOrder:
    ('mutation placeOrder($input:PlaceOrderInput!){placeOrder(input:$input){order{...OrderFields}userErrors{...UserErrorFields}}}' +
      OrderFields +
      UserErrorFields) as TypedText<PlaceOrderData, PlaceOrderVariables>,
  payByBank:
    ('mutation payByBank($input:PayByBankInput!){payByBank(input:$input){redirect{url method fields{name value}}userErrors{...UserErrorFields}}}' +
      UserErrorFields) as TypedText<PayByBankData, PayByBankVariables>,
  payByCard:
    ('mutation payByCard($input:PayByCardInput!){payByCard(input:$input){order{...OrderFields}userErrors{...UserErrorFields}}}' +
      OrderFields +
      UserErrorFields) as TypedText<PayByCardData, PayByCardVariables>,
  payByTransfer:
    ('mutation payByTransfer($input:PayManuallyInput!){payByTransfer(input:$input){order{...OrderFields}userErrors{...UserErrorFields}}}' +
      OrderFields +
      UserErrorFields) as TypedText<PayByTransferData, PayByTransferVariables>,
  payByCheque:
    ('mutation payByCheque($input:PayManuallyInput!){payByCheque(input:$input){order{...OrderFields}userErrors{...UserErrorFields}}}' +
      OrderFields +
      UserErrorFields) as TypedText<PayByChequeData, PayByChequeVariables>,
  order:
    ('query order($code:String!$token:String!){order(code:$code token:$token){...OrderFields subtotal{amount currency}shippingTotal{amount currency}taxTotal{amount currency}billingAddress{firstName lastName}steps{kind at amount{amount currency}}parcels{id carrier trackingNumber trackingUrl pickupAddress openingHours lines{productName variantName quantity}}refunds{id amount{amount currency}refundedAt reason}invoices{kind number url}withdrawal{state endsAt lines{lineId productName variantName quantity remaining exemption}withdrawals{id withdrawnAt lines{lineId productName quantity}}}}}' +
      OrderFields) as TypedText<OrderData, OrderVariables>,
  withdraw:
    ('mutation withdraw($input:WithdrawInput!){withdraw(input:$input){order{...OrderFields}userErrors{...UserErrorFields}}}' +
      OrderFields +
      UserErrorFields) as TypedText<WithdrawData, WithdrawVariables>,
}

/** The operations whose answers caches may keep. */
export const CACHEABLE: ReadonlySet<string> = new Set([
  'shop',
  'products',
  'product',
  'collections',
  'collection',
  'pages',
  'page',
])
