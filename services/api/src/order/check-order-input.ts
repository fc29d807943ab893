import { validate } from 'uuid'
import { RequestError, OperationError, type UserError } from '../kernel/errors.ts'
import { containsCardNumber } from '../kernel/card-numbers.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import type { Address } from './address.type.ts'
import { checkAddress } from './check-address.ts'
import { checkEmail } from './check-email.ts'
import type { PlaceOrderInput } from './place-order.type.ts'

const LONGEST_NOTE = 2000

export interface CheckedOrderInput {
  idempotencyKey: string
  email: string
  billingAddress: Address
  shippingAddress: Address
  shippingMethodId: string | null
  expectedTotal: number | null
  note: string | null
  /** The same for the same input, its key left out. */
  hash: Buffer
}

/** What a buyer wrote, trimmed and checked. @throws Refused with every problem at once. */
export function checkOrderInput(input: PlaceOrderInput): CheckedOrderInput {
  if (!validate(input.idempotencyKey))
    throw new RequestError('BAD_USER_INPUT', 'input.idempotencyKey is not a UUID.')
  const note = input.note?.trim() || null
  if ((note?.length ?? 0) > LONGEST_NOTE)
    throw new RequestError('BAD_USER_INPUT', `input.note is longer than ${LONGEST_NOTE} characters.`)

  const problems: UserError[] = []
  const email = checkEmail(input.email, problems)
  const billingAddress = checkAddress(input.billingAddress, 'billingAddress', problems)
  const shippingAddress = input.shippingAddress
    ? checkAddress(input.shippingAddress, 'shippingAddress', problems)
    : billingAddress
  if (note && containsCardNumber(note)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field: ['note'] })
  if (problems.length > 0) throw new OperationError(...problems)

  const shippingMethodId = input.shippingMethodId || null
  const expectedTotal = input.expectedTotal ?? null
  const content = { email, billingAddress, shippingAddress, shippingMethodId, expectedTotal, note }
  const hash = sha256(JSON.stringify(content))
  return { ...content, idempotencyKey: input.idempotencyKey.toLowerCase(), hash }
}
