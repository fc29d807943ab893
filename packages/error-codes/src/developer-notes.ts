import type { DeveloperNote } from './developer-note.ts'
import type { StorefrontErrorCode, UserErrorCode } from './error-codes.ts'
import { MERCHANT_NOTES } from './merchant-notes.ts'
import type { RequestErrorCode } from './request-errors.ts'

/** A note for every code that the storefront API can answer, and for requests that fail. A code without one does not compile. */
const STOREFRONT_NOTES: Record<StorefrontErrorCode | RequestErrorCode, DeveloperNote> = {
  NOT_A_CARD_NUMBER: {
    cause: 'The number has a wrong length or check digit, or is of no brand that the platform knows.',
    remedy: 'Show it at the number. Check it with `packages/card-core` while the buyer types.',
  },
  CARD_EXPIRED: {
    cause: 'The month of the expiry date is over.',
    remedy: 'Show it at the expiry date, and let the buyer enter another card.',
  },
  CARD_TYPE_MISMATCH: {
    cause: '`card.brand` is not the brand of the number.',
    remedy: 'Show it at the choice of brands, or choose the brand by the number while the buyer types.',
  },
  INVALID_EXPIRY: {
    cause: 'The month is not 1 to 12, or the year does not have four digits or is too far away.',
    remedy: 'Send numbers, and the year with its century.',
  },
  CARD_BRAND_NOT_ACCEPTED: {
    cause: 'The brand is not in `shop.cardBrands`.',
    remedy: 'Show the brands of `shop.cardBrands` at the form.',
  },
  CARD_NUMBER_IN_TEXT: {
    cause:
      'A text, such as a note or an address, contains what looks like a card number. Nothing of the request is stored.',
    remedy: 'Show it at the input that `field` names.',
  },
  REQUIRED: {
    cause: 'The input that `field` names is missing or empty.',
    remedy: 'Show it there. For `shippingMethodId`, offer the methods of `shippingMethods`.',
  },
  INVALID_EMAIL: {
    cause: 'The text does not have the form of an email address.',
    remedy: 'Show it at the input.',
  },
  INVALID_ADDRESS: {
    cause: 'A part of the address is missing, too long or not of the country’s form.',
    remedy: 'Show it at the part that `field` names. `shop.countries` says where a postcode is needed.',
  },
  INVALID_QUANTITY: {
    cause: 'The quantity is less than 1 (in `setCartLine`: less than 0) or more than 9999.',
    remedy: 'Limit the input to these numbers.',
  },
  INVALID_URL: {
    cause: '`returnUrl` is not an address on one of the shop’s websites, or is longer than 1,000 characters.',
    remedy: 'Send an absolute address of your frontend; the merchant enters its website in the settings.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    cause: 'The key was sent before with other input.',
    remedy:
      'Make a new key for each attempt of the buyer, and keep it only for repetitions of the same request.',
  },
  VARIANT_NOT_FOUND: {
    cause: 'The shop has no such variant, or no longer sells it.',
    remedy: 'Read the cart or the product again and show what is left.',
  },
  OUT_OF_STOCK: {
    cause: 'There is less in stock than was asked for.',
    remedy: 'Show `availableQuantity` of the variant, and let the buyer reduce the quantity.',
  },
  CART_EMPTY: {
    cause: 'The cart of the visitor has no line. After `placeOrder` it is empty.',
    remedy: 'Check that you send the `x-visitor-id` of the cart; then lead to the catalogue.',
  },
  CART_TOO_LARGE: {
    cause: 'The cart has too many lines, or the total is larger than an amount can be.',
    remedy: 'Let the buyer remove items.',
  },
  CART_LINK_NOT_VALID: {
    cause: 'The token of `openCart` is altered, older than seven days, or of another shop.',
    remedy: 'Say that the link no longer works. A new one is made by `createCartLink` on the first device.',
  },
  PRICE_CHANGED: {
    cause:
      'The total is not `expectedTotal`: a price, a discount, a delivery price or a tax has changed. Nothing was ordered.',
    remedy: 'Ask for `checkoutQuote` again, show the new total, and let the buyer confirm it.',
  },
  SHIPPING_METHOD_NOT_AVAILABLE: {
    cause: 'The method does not deliver this cart to this address, or the shop has none that does.',
    remedy: 'Ask for `shippingMethods` of the address again and offer those.',
  },
  PAYMENT_MODE_NOT_AVAILABLE: {
    cause: 'The shop does not take payments of this kind at present.',
    remedy: 'Ask for `Order.paymentMethods` again and offer those.',
  },
  CARD_NOT_OFFERED: {
    cause: 'The shop takes cards, but not for this order: the merchant has limited who is offered them.',
    remedy: 'Offer what `Order.paymentMethods` lists.',
  },
  BANK_NOT_AVAILABLE: {
    cause: '`bankId` is not one of `shop.banks`, or the bank cannot take this amount.',
    remedy: 'Ask for `shop.banks` again and offer those.',
  },
  ORDER_NOT_FOUND: {
    cause: 'The shop has no order with this code, or the token is not its token.',
    remedy: 'Send the code and token of the same order. Tokens of card requests work once and for 72 hours.',
  },
  WITHDRAWAL_NOT_AVAILABLE: {
    cause: 'The order has ended, or its buyer is a business.',
    remedy: 'Offer the function only while `withdrawal.state` is AVAILABLE.',
  },
  WITHDRAWAL_PERIOD_OVER: {
    cause: '`withdrawal.endsAt` has passed.',
    remedy: 'Ask for the order again, and offer the function only while `withdrawal.state` is AVAILABLE.',
  },
  WITHDRAWAL_NOTHING_LEFT: {
    cause: 'Everything was withdrawn from before, or is exempt.',
    remedy: 'Ask for the order again and show `withdrawal.withdrawals`.',
  },
  WITHDRAWAL_LINE_EXEMPT: {
    cause: 'The law excludes the item of a line that was sent.',
    remedy: 'Offer only lines with `remaining`, and show their `exemption`.',
  },
  WITHDRAWAL_QUANTITY_NOT_LEFT: {
    cause: 'More was asked for than `remaining` of the line.',
    remedy: 'Ask for the order again and limit the quantity to `remaining`.',
  },
  ORDER_NOT_PAYABLE: {
    cause: 'The order is paid, waits for certification, was cancelled or has expired.',
    remedy: 'Ask for the order again and show its status.',
  },
  PAYMENT_IN_PROGRESS: {
    cause: 'The buyer has opened a payment at the bank that is not decided.',
    remedy:
      'Show that it is open. If the buyer gives it up, send the request again with `abandonOpenAttempt`.',
  },
  VAT_NUMBER_NOT_EUROPEAN: {
    cause: 'No member state of the European Union has VAT numbers of this form.',
    remedy: 'Show it at the input; the order can be placed without the number.',
  },
  DISCOUNT_CODE_UNKNOWN: {
    cause: 'The shop has no such code.',
    remedy: 'Show it at the input.',
  },
  DISCOUNT_CODE_NOT_STARTED: {
    cause: 'The code can be used from a later moment on.',
    remedy: 'Show it at the input. It is also the `problem` of the cart’s `discountCode`.',
  },
  DISCOUNT_CODE_EXPIRED: {
    cause: 'The last moment for the code has passed.',
    remedy: 'Show it at the input, and offer to remove the code.',
  },
  DISCOUNT_CODE_USED_UP: {
    cause: 'The code was used as often as the merchant allows.',
    remedy: 'Show it at the input, and offer to remove the code.',
  },
  DISCOUNT_CODE_ALREADY_USED: {
    cause: 'This buyer has used the code as often as the merchant allows each buyer.',
    remedy: 'Remove the code with `removeDiscountCode`, show the new total, and let the buyer order again.',
  },
  DISCOUNT_CODE_MINIMUM_NOT_REACHED: {
    cause: 'The value of the goods is less than the code demands.',
    remedy: 'Keep the code and show the message: it applies as soon as the cart is large enough.',
  },
  DISCOUNT_CODE_FOR_OTHER_PRODUCTS: {
    cause: 'The code is for products that are not in the cart.',
    remedy: 'Keep the code and show the message, or offer to remove it.',
  },
  SHOP_NOT_FOUND: {
    cause: '`x-shop-key` is missing, mistyped or revoked.',
    remedy: 'Send a key that the portal shows under Settings → Websites and keys.',
  },
  SHOP_CLOSED: {
    cause: 'The operator has suspended or closed the shop.',
    remedy: 'Show a page that says so; carts and orders are kept.',
  },
  FORBIDDEN_ORIGIN: {
    cause: 'A browser sent the request from a website that the merchant has not entered.',
    remedy:
      'The merchant adds the website (protocol, host and port) in the portal, under Settings → Websites and keys. Only pages on `http://localhost` can read this answer; elsewhere the browser reports a failure of CORS.',
  },
  BAD_USER_INPUT: {
    cause: 'The request is not JSON, its document does not fit the schema, or a variable has a wrong type.',
    remedy: 'Correct the program: `message` says what is wrong and where.',
  },
  DOCUMENT_NOT_REGISTERED: {
    cause:
      'The shop has no document with this `documentId`, or refuses texts that are not registered (see registered-documents.md).',
    remedy: 'Register the documents of the build before it is published: `POST /graphql/documents`.',
  },
  RATE_LIMITED: {
    cause: 'The visitor, the address or the shop has sent too many requests.',
    remedy:
      'Wait as many seconds as `retry-after` says. A server that renders pages sends `x-shop-secret` and `x-buyer-ip`.',
  },
  QUERY_TOO_COMPLEX: {
    cause: 'The document has too many fields, levels, aliases, nested lists or characters.',
    remedy: 'Ask for less at once: `message` names the limit.',
  },
  INSECURE_TRANSPORT: {
    cause: 'The request came over plain HTTP from another machine.',
    remedy: 'Use the `https://` address of the API.',
  },
  SERVICE_UNAVAILABLE: {
    cause: 'The database or Redis cannot be reached, or did not answer in time.',
    remedy: 'Repeat the request after some seconds with the same `idempotencyKey`.',
  },
  UNAUTHENTICATED: {
    cause: 'Merchant API: no member is signed in, or the session has ended.',
    remedy: 'Let the member sign in again.',
  },
  API_KEY_INVALID: {
    cause: 'Merchant API: the key in `Authorization` does not exist, or was not copied completely.',
    remedy: 'Send the whole token, from `tmk_` to its end.',
  },
  API_KEY_EXPIRED: {
    cause: 'Merchant API: the key was created for a time that has ended.',
    remedy: 'A member creates another key.',
  },
  API_KEY_REVOKED: {
    cause: 'Merchant API: a member revoked the key.',
    remedy: 'A member creates another key, if the program may still act.',
  },
  FORBIDDEN: {
    cause: 'Merchant API: the role of the member in this shop lacks the permission.',
    remedy: 'Offer only what the permissions of the member allow.',
  },
}

/** A note for every code; docs/reference/error-codes.md and merchant-error-codes.md are made from them. */
export const DEVELOPER_NOTES: Record<UserErrorCode | RequestErrorCode, DeveloperNote> = {
  ...STOREFRONT_NOTES,
  ...MERCHANT_NOTES,
}
