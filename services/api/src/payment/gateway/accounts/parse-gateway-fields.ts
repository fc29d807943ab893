import { RequestError, OperationError, type UserError } from '../../../kernel/errors.ts'
import type { BankField } from '../bank-protocol-settings.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

export interface SubmittedField {
  name: string
  value: string
}

/**
 * Validates a merchant's identifiers and keys and merges them with the stored ones. An empty secret keeps the stored one,
 * because forms never show it; an empty identifier deletes it. White space inside a value is dropped: banks show keys in
 * groups, and no identifier or key of one line contains any.
 * @throws OperationError REQUIRED, BANK_FIELD_INVALID at `fields.<name>`, all at once
 */
export function parseGatewayFields(
  protocol: BankProtocol,
  environment: BankEnvironment,
  submitted: readonly SubmittedField[],
  stored: Record<string, string> = {},
): { credentials: Record<string, string>; changed: string[] } {
  const { fields } = protocol.settings
  for (const { name } of submitted)
    if (!fields.some((field) => field.name === name))
      throw new RequestError('BAD_USER_INPUT', 'fields: the protocol of this bank has no such field.')
  const credentials = Object.fromEntries(
    fields
      .map((field) => [field.name, valueOf(field, submitted, stored)] as const)
      .filter(([, value]) => value),
  )
  const errors = fields.flatMap((field) => errorOf(field, environment, credentials[field.name]))
  if (errors.length > 0) throw new OperationError(...errors)
  const changed = fields.map(({ name }) => name).filter((name) => credentials[name] !== stored[name])
  return { credentials, changed }
}

function valueOf(
  field: BankField,
  submitted: readonly SubmittedField[],
  stored: Record<string, string>,
): string {
  const typed = submitted.find(({ name }) => name === field.name)?.value.trim()
  const value = field.isMultiline ? typed : typed?.replace(/\s/g, '')
  if (value === undefined || (value === '' && field.isSecret)) return stored[field.name] ?? ''
  return value
}

function errorOf(field: BankField, environment: BankEnvironment, value: string | undefined): UserError[] {
  const path = ['fields', field.name]
  if (!value) return field.requiredIn.includes(environment) ? [{ code: 'REQUIRED', field: path }] : []
  return field.pattern.test(value) ? [] : [{ code: 'BANK_FIELD_INVALID', field: path }]
}
