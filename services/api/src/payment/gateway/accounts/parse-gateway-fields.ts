import { RequestError, OperationError, type UserError } from '../../../kernel/errors.ts'
import type { BankField } from '../bank-protocol-settings.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

export interface GivenField {
  name: string
  value: string
}

/**
 * A merchant's identifiers and keys, put over those kept. An empty secret leaves the kept one, since it is never shown;
 * an empty identifier takes it away.
 * @throws Refused REQUIRED, BANK_FIELD_INVALID at `fields.<name>`, all at once
 */
export function parseGatewayFields(
  protocol: BankProtocol,
  environment: BankEnvironment,
  given: readonly GivenField[],
  kept: Record<string, string> = {},
): { credentials: Record<string, string>; changed: string[] } {
  const { fields } = protocol.settings
  for (const { name } of given)
    if (!fields.some((field) => field.name === name))
      throw new RequestError('BAD_USER_INPUT', 'fields: this bank has no such field.')
  const credentials = Object.fromEntries(
    fields.map((field) => [field.name, valueOf(field, given, kept)] as const).filter(([, value]) => value),
  )
  const problems = fields.flatMap((field) => problemOf(field, environment, credentials[field.name]))
  if (problems.length > 0) throw new OperationError(...problems)
  const changed = fields.map(({ name }) => name).filter((name) => credentials[name] !== kept[name])
  return { credentials, changed }
}

function valueOf(field: BankField, given: readonly GivenField[], kept: Record<string, string>): string {
  const written = given.find(({ name }) => name === field.name)?.value.trim()
  if (written === undefined || (written === '' && field.isSecret)) return kept[field.name] ?? ''
  return written
}

function problemOf(field: BankField, environment: BankEnvironment, value: string | undefined): UserError[] {
  const path = ['fields', field.name]
  if (!value) return field.neededIn.includes(environment) ? [{ code: 'REQUIRED', field: path }] : []
  return field.pattern.test(value) ? [] : [{ code: 'BANK_FIELD_INVALID', field: path }]
}
