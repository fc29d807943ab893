import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import type { AddressInput, PlaceOrderInput } from '#lib/api/schema.ts'

/** Submitted text by field name, given back to the page if the order was not placed. */
export type FormValues = Record<string, string>

type AddressField = keyof AddressInput

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
] as const satisfies AddressField[]

/** Reads the text fields of a form; files are ignored. */
export function readTextFields(form: FormData): FormValues {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The values that may be shown again. The API refuses a card number in any of them. */
export function withoutCardNumbers(values: FormValues): FormValues {
  const contains = (name: string) => (name.endsWith('.phone') ? containsLongCardNumber : containsCardNumber)
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !contains(name)(value)))
}

/** Builds the input of placeOrder. Empty optional fields become null; empty required fields are left to the API. */
export function parseCheckoutForm(values: FormValues): Omit<PlaceOrderInput, 'idempotencyKey'> {
  const expectedTotal = Number(values.expectedTotal)
  return {
    email: (values.email ?? '').trim(),
    billingAddress: parseAddress(values, 'billingAddress'),
    shippingAddress: values.shipToDifferentAddress ? parseAddress(values, 'shippingAddress') : null,
    shippingMethodId: values.shippingMethodId || null,
    expectedTotal: values.expectedTotal && Number.isInteger(expectedTotal) ? expectedTotal : null,
    vatNumber: values.vatNumber?.trim() || null,
    note: values.note?.trim() || null,
  }
}

function parseAddress(values: FormValues, prefix: 'billingAddress' | 'shippingAddress'): AddressInput {
  const value = (field: AddressField) => (values[`${prefix}.${field}`] ?? '').trim()
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
