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

export type OrderStatus =
  'AWAITING_CERTIFICATION' | 'CANCELLED' | 'EXPIRED' | 'PAID' | 'PAYMENT_REFUSED' | 'PENDING_PAYMENT'

export type FulfillmentStatus = 'DELIVERED' | 'SHIPPED' | 'UNFULFILLED'

export type PaymentMethod = 'BANK' | 'CARD' | 'CHEQUE' | 'TRANSFER'

export type BankPaymentStatus = 'CANCELLED' | 'EXPIRED' | 'OPEN' | 'PAID' | 'PENDING' | 'REFUSED' | 'RESCUE'

export type ShippingMethodKind = 'BY_VALUE' | 'BY_WEIGHT' | 'FLAT' | 'PICKUP'

export type CardBrand = 'AMERICAN_EXPRESS' | 'DINERS_CLUB' | 'MASTERCARD' | 'VISA'

export type ProductSort = 'NAME' | 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'RELEVANCE'

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

export type PictureFields = { url: string; width: number; height: number; altText: string }
const PictureFields = 'fragment PictureFields on Picture{url width height altText}'

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

export type CartFields = {
  id: string
  totalQuantity: number
  subtotal: { amount: number; currency: string }
  discountCode: { code: string; problem: UserErrorFields | null } | null
  discounts: { label: string; amount: { amount: number; currency: string } }[]
  lines: {
    id: string
    quantity: number
    total: { amount: number; currency: string }
    variant: {
      id: string
      name: string
      price: { amount: number; currency: string }
      product: { slug: string; name: string }
    }
  }[]
}
const CartFields =
  'fragment CartFields on Cart{id totalQuantity subtotal{amount currency}discountCode{code problem{...UserErrorFields}}discounts{label amount{amount currency}}lines{id quantity total{amount currency}variant{id name price{amount currency}product{slug name}}}}'

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
    contactEmail: string | null
    cardBrands: CardBrand[]
    banks: { id: string; name: string }[]
    theme: { accentColor: string | null }
  }
}
export type ShopVariables = Record<string, never>

export type ProductsData = {
  products: {
    totalCount: number
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
    nodes: {
      id: string
      slug: string
      name: string
      image: PictureFields | null
      priceRange: { min: { amount: number; currency: string }; max: { amount: number; currency: string } }
      variants: {
        id: string
        name: string
        price: { amount: number; currency: string }
        availableQuantity: number
      }[]
    }[]
  }
}
export type ProductsVariables = {
  first?: number | null
  after?: string | null
  search?: string | null
  collectionSlug?: string | null
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

export type CollectionsData = {
  collections: { id: string; slug: string; name: string; descriptionHtml: string }[]
}
export type CollectionsVariables = Record<string, never>

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
    withdrawal: {
      state: WithdrawalState
      endsAt: string | null
      lines: { lineId: string; quantity: number }[]
    }
  } | null
}
export type OrderVariables = { code: string; token: string }

export type WithdrawData = { withdraw: { order: OrderFields | null; userErrors: UserErrorFields[] } }
export type WithdrawVariables = { input: WithdrawInput }

/** Every operation of the client, by its name. */
export const operations = {
  cart: ('query cart{cart{...CartFields}}' + CartFields + UserErrorFields) as TypedText<
    CartData,
    CartVariables
  >,
  addToCart:
    ('mutation addToCart($variantId:ID!$quantity:Int!=1){addToCart(variantId:$variantId quantity:$quantity){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields) as TypedText<AddToCartData, AddToCartVariables>,
  setCartLine:
    ('mutation setCartLine($variantId:ID!$quantity:Int!){setCartLine(variantId:$variantId quantity:$quantity){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields) as TypedText<SetCartLineData, SetCartLineVariables>,
  clearCart: ('mutation clearCart{clearCart{cart{...CartFields}userErrors{...UserErrorFields}}}' +
    CartFields +
    UserErrorFields) as TypedText<ClearCartData, ClearCartVariables>,
  applyDiscountCode:
    ('mutation applyDiscountCode($code:String!){applyDiscountCode(code:$code){cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields) as TypedText<ApplyDiscountCodeData, ApplyDiscountCodeVariables>,
  removeDiscountCode:
    ('mutation removeDiscountCode{removeDiscountCode{cart{...CartFields}userErrors{...UserErrorFields}}}' +
      CartFields +
      UserErrorFields) as TypedText<RemoveDiscountCodeData, RemoveDiscountCodeVariables>,
  shippingMethods:
    'query shippingMethods($countryCode:String!$postalCode:String){shippingMethods(countryCode:$countryCode postalCode:$postalCode){id name description kind price{amount currency}pickupAddress openingHours}}' as TypedText<
      ShippingMethodsData,
      ShippingMethodsVariables
    >,
  quote:
    ('query quote($countryCode:String!$postalCode:String$shippingMethodId:ID$vatNumber:String){checkoutQuote(countryCode:$countryCode postalCode:$postalCode shippingMethodId:$shippingMethodId vatNumber:$vatNumber){totals{...TotalsFields}userErrors{...UserErrorFields}}}' +
      TotalsFields +
      UserErrorFields) as TypedText<QuoteData, QuoteVariables>,
  shop: 'query shop{shop{name currency locale country contactEmail cardBrands banks{id name}theme{accentColor}}}' as TypedText<
    ShopData,
    ShopVariables
  >,
  products:
    ('query products($first:Int=20$after:String$search:String$collectionSlug:String$sort:ProductSort=NAME){products(first:$first after:$after search:$search collectionSlug:$collectionSlug sort:$sort){totalCount pageInfo{hasNextPage endCursor}nodes{id slug name image{...PictureFields}priceRange{min{amount currency}max{amount currency}}variants{id name price{amount currency}availableQuantity}}}}' +
      PictureFields) as TypedText<ProductsData, ProductsVariables>,
  product:
    ('query product($slug:String!){product(slug:$slug){id slug name descriptionHtml seoTitle seoDescription withdrawalExemption images{...PictureFields}options{name values}variants{...VariantFields}}}' +
      PictureFields +
      VariantFields) as TypedText<ProductData, ProductVariables>,
  collections: 'query collections{collections{id slug name descriptionHtml}}' as TypedText<
    CollectionsData,
    CollectionsVariables
  >,
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
    ('query order($code:String!$token:String!){order(code:$code token:$token){...OrderFields withdrawal{state endsAt lines{lineId quantity}}}}' +
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
  'pages',
  'page',
])
