import type { UserError } from '#lib/api/documents/fragments.ts'
import type { UserErrorCode } from '#lib/api/schema.ts'

type CardField = 'number' | 'expiry' | 'brand'

/** One message per field of the card form; `form` has the messages that belong to no field. */
export type CardErrors = Partial<Record<CardField, string>> & { form: string[] }

const fieldByPath: Record<string, CardField> = {
  number: 'number',
  expiry: 'expiry',
  expiryMonth: 'expiry',
  expiryYear: 'expiry',
  brand: 'brand',
}
const fieldByCode: Partial<Record<UserErrorCode, CardField>> = {
  NOT_A_CARD_NUMBER: 'number',
  CARD_EXPIRED: 'expiry',
  INVALID_EXPIRY: 'expiry',
  CARD_TYPE_MISMATCH: 'brand',
  CARD_BRAND_NOT_ACCEPTED: 'brand',
}

/** Assigns the API's user errors to the card form's fields, by field path and otherwise by code. */
export function groupCardErrors(userErrors: UserError[]): CardErrors {
  const grouped: CardErrors = { form: [] }
  for (const { code, field, message } of userErrors) {
    const target = fieldByPath[field?.at(-1) ?? ''] ?? fieldByCode[code]
    if (target) grouped[target] ??= message
    else grouped.form.push(message)
  }
  return grouped
}
