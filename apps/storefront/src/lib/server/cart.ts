import type { RequestEvent } from '@sveltejs/kit'
import {
  acknowledgeCartNoticesMutation,
  addToCartMutation,
  applyDiscountCodeMutation,
  cartCountQuery,
  cartQuery,
  createCartLinkMutation,
  openCartMutation,
  removeDiscountCodeMutation,
  setCartLineMutation,
  type Cart,
} from '#lib/api/documents/cart.ts'
import { RequestError } from '#lib/api/request-error.ts'
import { callApi } from '#lib/server/api-client.ts'
import { describeRequest, logFailure } from '#lib/server/log.ts'

export async function readCart(event: RequestEvent): Promise<Cart> {
  const { cart } = await callApi(event, cartQuery)
  if (!cart) throw new RequestError('INTERNAL_SERVER_ERROR')
  return cart
}

/** Number of items in the cart; null if the cart is unavailable, so that the catalog still works. */
export async function countCartItems(event: RequestEvent): Promise<number | null> {
  try {
    const { cart } = await callApi(event, cartCountQuery)
    return cart?.totalQuantity ?? null
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    logFailure('Cart count unavailable; page shown without it', error, describeRequest(event))
    return null
  }
}

interface LineInput {
  variantId: string
  quantity: number
}

export async function addToCart(event: RequestEvent, input: LineInput) {
  return (await callApi(event, addToCartMutation, input)).addToCart
}

/** Sets a line's quantity; 0 removes the line. */
export async function setCartLine(event: RequestEvent, input: LineInput) {
  return (await callApi(event, setCartLineMutation, input)).setCartLine
}

export async function applyDiscountCode(event: RequestEvent, code: string) {
  return (await callApi(event, applyDiscountCodeMutation, { code })).applyDiscountCode
}

export async function removeDiscountCode(event: RequestEvent) {
  return (await callApi(event, removeDiscountCodeMutation)).removeDiscountCode
}

/** The buyer has read these notices: they are not shown again. */
export async function acknowledgeCartNotices(event: RequestEvent, noticeIds: string[]) {
  return (await callApi(event, acknowledgeCartNoticesMutation, { noticeIds })).acknowledgeCartNotices
}

/** A token that opens the cart on another device. */
export async function createCartLink(event: RequestEvent) {
  return (await callApi(event, createCartLinkMutation)).createCartLink
}

/** Copies the lines of the cart that a link leads to into the visitor's own cart. */
export async function openCart(event: RequestEvent, input: { token: string; mode: 'MERGE' | 'REPLACE' }) {
  return (await callApi(event, openCartMutation, input)).openCart
}
