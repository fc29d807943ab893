import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('every permission that keys can have is offered', () => {
  const root = join(import.meta.dirname, '../../../../..')
  const source = readFileSync(join(root, 'services/api/src/kernel/key-permissions.ts'), 'utf8')
  const permissions = [...source.matchAll(/^ {2}'([a-z_.]+)',$/gm)].map(([, name = '']) =>
    name.toUpperCase().replace('.', '_'),
  )
  const groups = readFileSync(join(import.meta.dirname, 'scope-groups.ts'), 'utf8')
  expect(permissions.length).toBeGreaterThan(10)
  expect(permissions.filter((permission) => !groups.includes(`'${permission}'`))).toEqual([])
})
