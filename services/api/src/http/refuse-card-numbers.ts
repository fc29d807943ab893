import { getNamedType, isInputObjectType, type GraphQLField, type GraphQLInputType } from 'graphql'
import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import type { UserError } from '../kernel/errors.ts'

type Check = (text: string) => boolean

/** Stored as a hash or not at all, or made by a program: random digits in it may look like a card number. */
const SECRETS = new Set([
  ...['password', 'newPassword', 'otp', 'token', 'deviceToken', 'formToken', 'ticket', 'code', 'version'],
  ...['passkey', 'response', 'armored', 'fingerprint'],
])

const BARCODE = {
  check: containsLongCardNumber,
  because: 'A barcode has 13 digits, as some card numbers do.',
}

const TRACKING = {
  check: null,
  because:
    'Carriers’ numbers have up to 24 digits: fulfillment/parse-tracking.ts refuses every one that may be a card’s.',
}

/** Inputs with a rule of their own, by mutation and path. A text that any of them refuses is not stored. */
const OWN_RULES: Record<string, { check: Check | null; because: string }> = {
  ...fieldsOf(['addGatewayAccount', 'changeGatewayAccount'], 'fields.value', {
    check: null,
    because: 'Identifiers and keys that a bank gave: many are long numbers, and all are stored encrypted.',
  }),
  ...fieldsOf(['createProduct', 'changeProduct.product'], 'variants.sku', BARCODE),
  ...fieldsOf(['createProduct', 'changeProduct.product'], 'variants.gtin', BARCODE),
  ...fieldsOf(['createCollection', 'changeCollection.collection'], 'rules.text', BARCODE),
  ...fieldsOf(['saveLegalPage', 'publishLegalPage'], 'html', {
    check: null,
    because:
      'A legal notice names the SIRET of the shop: check-page.ts refuses every other number that looks like a card.',
  }),
  ...fieldsOf(['enterOrder'], 'billingAddress.phone', {
    check: containsLongCardNumber,
    because: 'One in ten German mobile numbers looks like a 13-digit Visa.',
  }),
  ...fieldsOf(['enterOrder'], 'shippingAddress.phone', {
    check: containsLongCardNumber,
    because: 'One in ten German mobile numbers looks like a 13-digit Visa.',
  }),
  'changeManualPayments.transfer.iban': {
    check: null,
    because: 'Mostly digits, of which some may look like a card: iban.ts accepts nothing but an IBAN.',
  },
  'changeBusinessIdentity.identity.phone': {
    check: containsLongCardNumber,
    because: 'One in ten German mobile numbers looks like a 13-digit Visa.',
  },
  'changeBusinessIdentity.identity.registrationNumber': {
    check: null,
    because:
      'A SIRET has 14 digits and the check digit of a card number: check-business-identity.ts refuses every other number that looks like a card.',
  },
  ...fieldsOf(['shipParcel', 'changeParcel'], 'trackingNumber', TRACKING),
  ...fieldsOf(['shipParcel', 'changeParcel'], 'trackingUrl', TRACKING),
  // A code of a discount is shown to buyers; that of a key is typed from a mail.
  'saveDiscount.code': {
    check: containsCardNumber,
    because: 'It is no secret, unlike other inputs of this name.',
  },
}

function fieldsOf<T>(mutations: string[], path: string, rule: T): Record<string, T> {
  return Object.fromEntries(mutations.map((mutation) => [`${mutation}.${path}`, rule]))
}

/** How an input is checked; null if it is not. `path`: the mutation, and the path into its arguments without indices. */
export function checkOfInput(path: readonly string[]): Check | null {
  const own = OWN_RULES[path.join('.')]
  if (own) return own.check
  return SECRETS.has(path.at(-1) ?? '') ? null : containsCardNumber
}

/** The paths of `OWN_RULES`, so that a test finds those of inputs that no longer exist. */
export const pathsWithOwnRules = (): string[] => Object.keys(OWN_RULES)

/**
 * An error for each text of a mutation's arguments that contains a card number: texts are stored unencrypted. Every input of type String is checked, so that none of a
 * new mutation is forgotten.
 */
export function findCardNumbers(
  field: GraphQLField<unknown, unknown>,
  args: Record<string, unknown>,
): UserError[] {
  return field.args.flatMap(({ name, type }) =>
    // As in other errors, the path begins within `input`.
    search(type, args[name], [field.name], name === 'input' ? [] : [name]),
  )
}

function search(type: GraphQLInputType, value: unknown, mutation: string[], path: string[]): UserError[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value))
    return value.flatMap((item, index) => search(type, item, mutation, [...path, String(index)]))
  const named = getNamedType(type)
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((input) =>
      search(input.type, (value as Record<string, unknown>)[input.name], mutation, [...path, input.name]),
    )
  if (named.name !== 'String' || typeof value !== 'string') return []
  const check = checkOfInput([...mutation, ...path.filter((part) => !/^\d+$/.test(part))])
  return check?.(value) ? [{ code: 'CARD_NUMBER_NOT_ALLOWED', field: path }] : []
}
