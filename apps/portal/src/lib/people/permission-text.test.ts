import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('every permission of the merchant API has a text', () => {
  const root = join(import.meta.dirname, '../../../../..')
  const schema = readFileSync(join(root, 'services/api/schema/merchant.graphql'), 'utf8')
  const [, values = ''] = /^enum Permission \{([^}]*)\}/m.exec(schema) ?? []
  const permissions = values.replaceAll(/"{3}[^]*?"{3}|"[^"]*"/g, '').match(/\b[A-Z_]+\b/g) ?? []
  const table = readFileSync(join(import.meta.dirname, 'permission-text.ts'), 'utf8')
  expect(permissions.length).toBeGreaterThan(10)
  expect(permissions.filter((permission) => !table.includes(`  ${permission}: m.`))).toEqual([])
})
