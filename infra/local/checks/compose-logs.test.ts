import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'

const compose = readFileSync(join(root, 'infra/compose.yml'), 'utf8')
const [shared = '', services = ''] = compose.split(/^services:$/m)

test('the log of every container is bounded', () => {
  expect(shared).toMatch(
    /^x-hardened: &hardened\n(?: .*\n)*? {2}logging: \{.*max-size: \w+, max-file: '\d+' \}/m,
  )
  expect(shared).toMatch(/^x-service: &service\n {2}<<: \*hardened$/m)
  const [own = ''] = services.split(/^volumes:$/m)
  const blocks = own.split(/^ {2}(?=\w[\w-]*:$)/m).slice(1)
  expect(blocks.length).toBeGreaterThan(8)
  const unbounded = blocks.filter((block) => !/<<: (\[\*service, .*\]|\*service|\*hardened)$/m.test(block))
  expect(unbounded.map((block) => block.split(':')[0])).toEqual([])
})
