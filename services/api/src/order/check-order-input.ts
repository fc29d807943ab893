import { validate } from 'uuid'
import { RequestError, OperationError, type UserError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'
import { sha256 } from '../platform/crypto/sign.ts'
import type { Address } from './address.type.ts'
import { checkAddress } from './check-address.ts'
import { checkEmail } from '../kernel/check-email.ts'
import { parseViesNumber } from '../kernel/vat-number.ts'
import type { PlaceOrderInput } from './place-order.type.ts'

const MAX_NOTE_LENGTH = 2000

export interface CheckedOrderInput {
  idempotencyKey: string
  email: string
  billingAddress: Address
  shippingAddress: Address
  shippingMethodId: string | null
  expectedTotal: number | null
  note: string | null
  /** With its prefix, without separators. */
  vatNumber: string | null
  /** SHA-256 of everything but the idempotency key; equal inputs have equal hashes. */
  hash: Buffer
}

/**
 * Trims and validates the input of placeOrder.
 * @throws OperationError with every problem at once; BAD_USER_INPUT for a malformed key or a note that is too long
 */
export function checkOrderInput(input: PlaceOrderInput): CheckedOrderInput {
  if (!validate(input.idempotencyKey))
    throw new RequestError('BAD_USER_INPUT', 'input.idempotencyKey is not a UUID.')
  const note = input.note?.trim() || null
  if ((note?.length ?? 0) > MAX_NOTE_LENGTH)
    throw new RequestError('BAD_USER_INPUT', `input.note is longer than ${MAX_NOTE_LENGTH} characters.`)

  const problems: UserError[] = []
  const email = checkEmail(input.email, problems)
  const billingAddress = checkAddress(input.billingAddress, 'billingAddress', problems)
  const shippingAddress = input.shippingAddress
    ? checkAddress(input.shippingAddress, 'shippingAddress', problems)
    : billingAddress
  if (note && containsCardNumber(note)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field: ['note'] })
  const vatNumber = input.vatNumber?.trim() ? parseViesNumber(input.vatNumber) : null
  if (input.vatNumber?.trim() && !vatNumber)
    problems.push({ code: 'VAT_NUMBER_NOT_EUROPEAN', field: ['vatNumber'] })
  if (problems.length > 0) throw new OperationError(...problems)

  const shippingMethodId = input.shippingMethodId || null
  const expectedTotal = input.expectedTotal ?? null
  const content = { email, billingAddress, shippingAddress, shippingMethodId, expectedTotal, note }
  const hash = sha256(JSON.stringify({ ...content, vatNumber: vatNumber?.number }))
  return {
    ...content,
    vatNumber: vatNumber?.number ?? null,
    idempotencyKey: input.idempotencyKey.toLowerCase(),
    hash,
  }
}
