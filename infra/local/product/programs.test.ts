import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { programs } from './programs.ts'

test.each(['infra/Dockerfile', 'infra/compose.yml', 'infra/README.md'])(
  '%s runs only programs that the build produces',
  (file) => {
    const scripts: string[] = Object.values(programs).map(({ script }) => script)
    const found = [...readFileSync(join(root, file), 'utf8').matchAll(/\bdist\/[\w/-]+\.js\b/g)].map(
      ([path]) => path,
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((path) => !scripts.includes(path))).toEqual([])
  },
)
