import { error } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { orderQuery } from '#lib/order/order.documents.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { noteActions } from './note-actions.ts'
import { buyerActions } from './buyer-actions.ts'
import { certificationInput } from './certification-input.ts'
import { parcelActions } from './parcel-actions.ts'
import { refundInput } from './refund-input.ts'
import { receiptActions } from './receipt-actions.ts'
import { withdrawalActions } from './withdrawal-actions.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { order, carriers, nextOrderToCertify, layout } = await queryForShopPage(event, orderQuery, {
    code: event.params.code,
  })
  if (!order) error(404, 'Order not found', { code: 'ORDER_NOT_FOUND' })
  const nextToCertify = nextOrderToCertify?.code ?? null
  return { ...layout, order, carriers, nextToCertify, refundKey: crypto.randomUUID() }
}

export const actions: Actions = {
  revealCard: formAction({
    document: graphql(`
      mutation RevealCard($orderCode: String!, $paymentId: ID!) {
        revealCard(orderCode: $orderCode, paymentId: $paymentId) {
          keptDigits
          copyAllowed
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params, request }) => {
      // Without JavaScript the response would be a page that contains the digits.
      if (request.headers.get('accept')?.includes('text/html'))
        throw new FormError([{ code: 'SCRIPT_NEEDED', field: null, message: m.error_script_needed() }], 400)
      return { orderCode: params.code, paymentId: rawTextOf(form, 'paymentId') }
    },
    onSuccess: ({ keptDigits, copyAllowed }) => ({ keptDigits, copyAllowed }),
  }),
  certifyPayment: formAction({
    document: graphql(`
      mutation CertifyPayment($input: CertifyPaymentInput!) {
        certifyPayment(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ input: certificationInput(form, params.code) }),
    onSuccess: (_payload, _event, { input }) => ({ outcome: input.outcome }),
    givesBack: ['outcome', 'authorizationNumber', 'declineReason', 'amount', 'bankReference', 'note'],
  }),
  recordRefund: formAction({
    document: graphql(`
      mutation RecordOrderRefund($input: RecordRefundInput!) {
        recordRefund(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ input: refundInput(form, params.code) }),
    givesBack: (form) => [...form.keys()].filter((name) => name !== 'idempotencyKey'),
  }),
  cancelOrder: formAction({
    document: graphql(`
      mutation CancelOrder($orderCode: String!, $reason: String) {
        cancelOrder(orderCode: $orderCode, reason: $reason) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ orderCode: params.code, reason: textOf(form, 'reason') }),
    givesBack: ['reason'],
  }),
  requestCard: formAction({
    document: graphql(`
      mutation RequestCard($orderCode: String!) {
        requestCard(orderCode: $orderCode) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ orderCode: params.code }),
  }),
  requestBankPayment: formAction({
    document: graphql(`
      mutation RequestBankPayment($orderCode: String!) {
        requestBankPayment(orderCode: $orderCode) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ orderCode: params.code }),
  }),
  ...receiptActions,
  resendMail: formAction({
    document: graphql(`
      mutation ResendMail($mailId: ID!) {
        resendMail(mailId: $mailId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ mailId: rawTextOf(form, 'mailId') }),
  }),
  ...parcelActions,
  ...noteActions,
  ...buyerActions,
  ...withdrawalActions,
}
