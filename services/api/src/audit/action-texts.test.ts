import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACTION_TEXTS } from './action-texts.ts'

const root = join(import.meta.dirname, '..')

/** Every action that the code writes: literals, and the beginnings of those that are composed. */
const ACTIONS = globSync('**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }).flatMap((file) => {
  const source = readFileSync(join(root, file), 'utf8')
  if (!/\bwriteAudit\(|\bchangeAccount\(|\bchangeCardMail\(/.test(source)) return []
  const found = source.matchAll(
    /\baction: (?:'([^']+)'|`([^`$]+)\$\{)|\bchangeAccount\([^,]+, [^,]+, '(\w+)'|^const REFUSED = '([^']+)'/gm,
  )
  return Array.from(found, ([, literal, prefix, ofAccount, constant]) => ({
    name: literal ?? ofAccount ?? constant ?? '',
    prefix,
  }))
})

test('every text is of an action that the code writes', () => {
  const isWritten = (text: string) =>
    text === 'cutAuditLog' ||
    ACTIONS.some(({ name, prefix }) => (prefix ? text.startsWith(prefix) : name === text))
  expect(Object.keys(ACTION_TEXTS).filter((text) => !isWritten(text))).toEqual([])
})
