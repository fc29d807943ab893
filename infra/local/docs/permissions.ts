import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLE_PERMISSIONS, ROLES, type Permission } from '../../../services/api/src/kernel/permissions.ts'
import { root } from '../paths.ts'
import { generatedNotice, table } from './markdown.ts'

/** `docs/reference/permissions.md`: which role may call which root field of the merchant API by default. */
export function permissionsReference(): string {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(root, 'services/api/schema', name), 'utf8'))
  const fields = Object.entries(read('merchant-access.json') as Record<string, string>)
  const openToKeys = new Set(read('merchant-api-keys.json') as string[])
  const roles = ROLES.toReversed()
  const withPermission = fields.filter(([, access]) => access !== 'member' && access !== 'anyone')
  const rows = withPermission.map(([field, access]) => [
    `\`${field}\``,
    `\`${access}\``,
    ...[...roles.map((role) => ROLE_PERMISSIONS[role].has(access as Permission)), openToKeys.has(field)].map(
      (may) => (may ? 'yes' : '–'),
    ),
  ])
  const listOf = (access: string) =>
    fields
      .filter(([, declared]) => declared === access)
      .map(([field]) => `\`${field}\``)
      .join(', ')
  return `# Permissions

${generatedNotice('services/api/src/kernel/permissions.ts` and `services/api/schema/merchant-access.json')}

The permission that each root field of the merchant API requires, and the roles that have it by default. A shop can adjust every role but the owner's.
\`app/tenancy.test.ts\` calls each field as each role and expects this table. \`buyer.read\` is needed by no root field: without it, fields about buyers
are empty. An API key may call what the last column says, if it has the permission ([merchant API](../merchant-api.md)): \`app/api-key-access.test.ts\` calls each
field with a key that has it and with one that lacks it.

${table(['Field', 'Permission', ...roles, 'API key'], rows)}

Any signed-in member, whatever the shop: ${listOf('member')}.

Anybody: ${listOf('anyone')}.
`
}
