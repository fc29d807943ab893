import type { Address } from '#lib/api/types.ts'

/** What the buyer typed, by the name of its input; given back when the order was not placed. */
export type Typed = Record<string, string>

export interface CheckoutInput {
  email: string
  billingAddress: Address
  shippingAddress: Address | null
  shippingMethodId: string | null
  expectedTotal: number | null
  note: string | null
}

export const addressFields = [
  'firstName',
  'lastName',
  'company',
  'line1',
  'line2',
  'postalCode',
  'city',
  'region',
  'countryCode',
  'phone',
] as const

export function readTyped(form: FormData): Typed {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The order as typed; optional fields left empty are null, required ones stay empty for the API to refuse. */
export function readCheckoutForm(typed: Typed): CheckoutInput {
  const expected = Number(typed.expectedTotal)
  return {
    email: (typed.email ?? '').trim(),
    billingAddress: readAddress(typed, 'billingAddress'),
    shippingAddress: typed.elsewhere ? readAddress(typed, 'shippingAddress') : null,
    shippingMethodId: typed.shippingMethodId || null,
    expectedTotal: typed.expectedTotal && Number.isInteger(expected) ? expected : null,
    note: typed.note?.trim() || null,
  }
}

function readAddress(typed: Typed, prefix: string): Address {
  const value = (field: string) => (typed[`${prefix}.${field}`] ?? '').trim()
  return {
    firstName: value('firstName'),
    lastName: value('lastName'),
    company: value('company') || null,
    line1: value('line1'),
    line2: value('line2') || null,
    postalCode: value('postalCode'),
    city: value('city'),
    region: value('region') || null,
    countryCode: value('countryCode'),
    phone: value('phone') || null,
  }
}
