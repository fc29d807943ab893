import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createShopArguments } from './create-shop-arguments.ts'
import type { Run } from './run-file.ts'

const run = {
  api: 'http://localhost:4000',
  shops: [
    { slug: 'lamps', key: 'pk_1', secret: 'sk_1' },
    { slug: 'tents', key: 'pk_2', secret: 'sk_2' },
  ],
} as Run

test('a shop is created for the first demo shop, whose server gets the secret', () => {
  expect(createShopArguments(run, ['../my-shop'], '/projects/triclic')).toEqual({
    create: [
      resolve('/projects/my-shop'),
      ...['--template', 'sveltekit', '--api', 'http://localhost:4000', '--key', 'pk_1', '--secret', 'sk_1'],
    ],
    allow: ['website', 'lamps', 'http://localhost:5173'],
  })
})

test('another shop and another template can be chosen, and static files get no secret', () => {
  const { create, allow } = createShopArguments(run, ['a', '--template', 'html', '--shop', 'tents'], '/')
  expect(create).not.toContain('sk_2')
  expect(create).toContain('pk_2')
  expect(allow).toContain('tents')
})

test.each([
  [['a', '--shop', 'chairs'], 'There is no demo shop chairs. There are lamps, tents.'],
  [[], 'Usage: npm run create-shop'],
  [['a', 'b'], 'Usage: npm run create-shop'],
  [['a', '--tempalte', 'html'], '--tempalte'],
])('%j is refused', (args, message) => {
  expect(() => createShopArguments(run, args, '/')).toThrow(message)
})
