import type { UserError } from '#lib/api/types.ts'

export type CardField = 'number' | 'expiry' | 'brand'
/** One message a field, and what belongs to none of them. */
export interface CardErrors {
  number?: string
  expiry?: string
  brand?: string
  form: string[]
}

const fieldOfName: Record<string, CardField> = {
  number: 'number',
  expiry: 'expiry',
  expiryMonth: 'expiry',
  expiryYear: 'expiry',
  brand: 'brand',
}
const fieldOfCode: Record<string, CardField> = {
  NOT_A_CARD_NUMBER: 'number',
  CARD_EXPIRED: 'expiry',
  INVALID_EXPIRY: 'expiry',
  CARD_TYPE_MISMATCH: 'brand',
  CARD_BRAND_NOT_ACCEPTED: 'brand',
}

/** Puts the API's errors at the card's fields: by path, else by what the code is about. */
export function placeCardErrors(userErrors: UserError[]): CardErrors {
  const placed: CardErrors = { form: [] }
  for (const { code, field, message } of userErrors) {
    const at = fieldOfName[field?.at(-1) ?? ''] ?? fieldOfCode[code]
    if (at) placed[at] ??= message
    else placed.form.push(message)
  }
  return placed
}
