import type { RequestEvent } from '@sveltejs/kit'
import type { UserError } from '#lib/api/documents/fragments.ts'
import { orderQuery, placeOrderMutation, withdrawMutation, type Order } from '#lib/api/documents/order.ts'
import {
  payByBankMutation,
  payByChequeMutation,
  payByTransferMutation,
  type PayByBankPayload,
} from '#lib/api/documents/payment.ts'
import { RequestError } from '#lib/api/request-error.ts'
import type { PayByBankInput, PayManuallyInput, PlaceOrderInput, WithdrawInput } from '#lib/api/schema.ts'
import { callApi } from '#lib/server/api-client.ts'
import { keepOrderToken, readOrderToken } from '#lib/server/cookies.ts'

/** Places the order and keeps its token in a cookie. The code is empty if there are user errors. */
export async function placeOrder(
  event: RequestEvent,
  input: PlaceOrderInput,
): Promise<{ code: string; userErrors: UserError[] }> {
  const { order, userErrors } = (await callApi(event, placeOrderMutation, { input })).placeOrder
  if (!order && userErrors.length === 0) throw new RequestError('INTERNAL_SERVER_ERROR')
  if (order) keepOrderToken(event, order.code, order.token)
  return { code: order?.code ?? '', userErrors }
}

/** Reads an order with the given token, by default the one in this browser's cookie; null if there is none. */
export async function readOrder(
  event: RequestEvent,
  code: string,
  token = readOrderToken(event, code),
): Promise<{ order: Order; token: string } | null> {
  if (!token) return null
  const { order } = await callApi(event, orderQuery, { code, token })
  return order && { order, token }
}

/** Starts a payment at the bank. `redirect` is the form that the buyer's browser submits to the bank. */
export async function payByBank(event: RequestEvent, input: PayByBankInput): Promise<PayByBankPayload> {
  return (await callApi(event, payByBankMutation, { input })).payByBank
}

/** Chooses a transfer or a cheque; the order says what to do. */
export async function payManually(
  event: RequestEvent,
  method: 'TRANSFER' | 'CHEQUE',
  input: PayManuallyInput,
): Promise<{ userErrors: UserError[] }> {
  return method === 'TRANSFER'
    ? (await callApi(event, payByTransferMutation, { input })).payByTransfer
    : (await callApi(event, payByChequeMutation, { input })).payByCheque
}

/** Withdraws from the purchase of some or all items of an order. */
export const withdraw = async (
  event: RequestEvent,
  input: WithdrawInput,
): Promise<{ userErrors: UserError[] }> => (await callApi(event, withdrawMutation, { input })).withdraw
