import type { UserError } from '#lib/api/documents/fragments.ts'
import { fieldPath } from '#lib/api/user-errors.ts'
import type { UserErrorCode } from '#lib/api/schema.ts'
import { m } from '#lib/paraglide/messages.js'
import type { FormValues } from './parse-checkout-form.ts'

const labels: Record<string, () => string> = {
  email: m.field_email,
  firstName: m.field_first_name,
  lastName: m.field_last_name,
  company: m.field_company,
  line1: m.field_line1,
  line2: m.field_line2,
  postalCode: m.field_postal_code,
  city: m.field_city,
  region: m.field_region,
  countryCode: m.field_country,
  phone: m.field_phone,
}

const missing: Record<string, () => string> = {
  email: m.missing_email,
  firstName: m.missing_first_name,
  lastName: m.missing_last_name,
  line1: m.missing_line1,
  postalCode: m.missing_postal_code,
  city: m.missing_city,
}

const generalCodes = new Set<UserErrorCode>(['REQUIRED', 'INVALID_ADDRESS', 'INVALID_EMAIL'])

/** The API's general messages for an address or an email, replaced by messages that name the field. */
export function nameFieldErrors(errors: UserError[], values: FormValues): UserError[] {
  return errors.map((error) => {
    if (!generalCodes.has(error.code)) return error
    const path = fieldPath(error)
    const name = path.split('.').at(-1) ?? ''
    const isMissing = (values[path] ?? '').trim() === ''
    if (isMissing && missing[name]) return { ...error, message: missing[name]() }
    const label = labels[name]
    return error.code === 'INVALID_ADDRESS' && label
      ? { ...error, message: m.field_invalid({ field: label() }) }
      : error
  })
}
