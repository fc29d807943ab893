import { parseAmount } from '@triclic/money'
import { graphql } from '#lib/graphql/graphql.ts'
import { manualMethods } from '#lib/order/labels.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { isDay } from '#lib/time.ts'
import type { UserError } from '#lib/user-error.ts'
import type { RequestEvent } from './$types'

/** The actions of the order page for transfers and cheques. */
export const receiptActions = {
  recordReceipt: formAction({
    document: graphql(`
      mutation RecordReceipt($input: RecordReceiptInput!) {
        recordReceipt(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form: FormData, { params }: RequestEvent) => ({
      input: { orderCode: params.code, ...receiptInput(form) },
    }),
    givesBack: ['method', 'amount', 'receivedOn', 'reference', 'knownReceipts', 'currency'],
  }),
  requestManualPayment: formAction({
    document: graphql(`
      mutation RequestManualPayment($orderCode: String!, $method: ManualMethod!) {
        requestManualPayment(orderCode: $orderCode, method: $method) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form: FormData, { params }: RequestEvent) => ({
      orderCode: params.code,
      method: manualMethods.find((each) => each === form.get('method')) ?? 'TRANSFER',
    }),
  }),
  undoReceipt: formAction({
    document: graphql(`
      mutation UndoReceipt($receiptId: ID!) {
        undoReceipt(receiptId: $receiptId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form: FormData, _event: RequestEvent) => ({ receiptId: rawTextOf(form, 'receiptId') }),
    givesBack: ['receiptId'],
  }),
}

function receiptInput(form: FormData) {
  const texts = requireTexts(form, {
    amount: m.error_amount_invalid(),
    receivedOn: m.receipts_day_missing(),
  })
  const amount = parseAmount(texts.amount, textOf(form, 'currency') ?? 'EUR')
  const problems: UserError[] = []
  if (!amount) problems.push({ code: 'AMOUNT_INVALID', field: ['amount'], message: m.error_amount_invalid() })
  if (!isDay(texts.receivedOn))
    problems.push({ code: 'REQUIRED', field: ['receivedOn'], message: m.receipts_day_missing() })
  if (problems.length) throw new FormError(problems, 400)
  return {
    method: manualMethods.find((each) => each === form.get('method')) ?? 'TRANSFER',
    amount: amount ?? 0,
    receivedOn: texts.receivedOn,
    reference: textOf(form, 'reference'),
    knownReceipts: rawTextOf(form, 'knownReceipts').split(' ').filter(Boolean),
  } as const
}
