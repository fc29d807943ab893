import type { UserErrorCode } from '#lib/api/schema.ts'

/** Errors that a discount code is the reason of: the buyer takes it off in the cart. */
export const discountErrorCodes: readonly UserErrorCode[] = [
  'DISCOUNT_CODE_UNKNOWN',
  'DISCOUNT_CODE_NOT_STARTED',
  'DISCOUNT_CODE_EXPIRED',
  'DISCOUNT_CODE_USED_UP',
  'DISCOUNT_CODE_ALREADY_USED',
]

/** Errors that the cart, its prices or its discounts are the reason of: the page loads them again. */
export const cartErrorCodes: ReadonlySet<UserErrorCode> = new Set([
  'PRICE_CHANGED',
  'CART_EMPTY',
  'CART_TOO_LARGE',
  'OUT_OF_STOCK',
  'VARIANT_NOT_FOUND',
  'SHIPPING_METHOD_NOT_AVAILABLE',
  ...discountErrorCodes,
])
