import { parseAmount } from '@triclic/money'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { unmatchedPaymentsQuery } from '#lib/unmatched-payment/unmatched-payment.documents.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams
  const closed = query.has('closed')
  const cursors = query.getAll('after')
  const { unmatchedPayments, layout } = await queryForShopPage(event, unmatchedPaymentsQuery, {
    open: !closed,
    first: pageSize,
    after: cursors.at(-1) ?? null,
  })
  return { ...layout, closed, cursors, payments: unmatchedPayments, pageSize }
}

export const actions: Actions = {
  accept: formAction({
    document: graphql(`
      mutation AcceptUnmatchedPayment($input: AcceptUnmatchedPaymentInput!) {
        acceptUnmatchedPayment(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      input: {
        unmatchedPaymentId: rawTextOf(form, 'paymentId'),
        // Sent only when the amount is not the order's total and the member has confirmed it.
        acceptedAmount: wholeNumber(textOf(form, 'acceptedAmount')),
        note: textOf(form, 'note'),
      },
    }),
    givesBack: ['paymentId', 'note'],
  }),
  recordRefund: formAction({
    document: graphql(`
      mutation RecordRefund($input: RecordUnmatchedPaymentRefundInput!) {
        recordUnmatchedPaymentRefund(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => {
      const { bankReference } = requireTexts(form, { bankReference: m.error_enter_bank_reference() })
      const amount = parseAmount(rawTextOf(form, 'amount').trim(), textOf(form, 'currency') ?? 'EUR')
      if (!amount)
        throw new FormError(
          [{ code: 'AMOUNT_INVALID', field: ['amount'], message: m.error_amount_invalid() }],
          400,
        )
      const unmatchedPaymentId = rawTextOf(form, 'paymentId')
      return { input: { unmatchedPaymentId, amount, bankReference, note: textOf(form, 'note') } }
    },
    givesBack: ['paymentId', 'amount', 'bankReference', 'note'],
  }),
  recordContact: formAction({
    document: graphql(`
      mutation RecordContact($id: ID!, $note: String) {
        recordBuyerContact(unmatchedPaymentId: $id, note: $note) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'paymentId'), note: textOf(form, 'note') }),
    givesBack: ['paymentId', 'note'],
  }),
  reopen: formAction({
    document: graphql(`
      mutation ReopenUnmatchedPayment($id: ID!, $note: String) {
        reopenUnmatchedPayment(unmatchedPaymentId: $id, note: $note) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'paymentId'), note: textOf(form, 'note') }),
    givesBack: ['paymentId', 'note'],
  }),
}

const wholeNumber = (text: string | null) => (text && /^\d{1,10}$/.test(text) ? Number(text) : null)
