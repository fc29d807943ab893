import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'

const workspaces = [
  ...['packages', 'services', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  ),
  'infra/backup',
  'infra/local',
  'tests',
]

test.each(workspaces)('npm run check covers the types and the lint of %s', (workspace) => {
  const { scripts } = JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['typecheck', 'lint']))
})

test.each(workspaces)(
  'the Dockerfile copies the package.json of %s, without which npm ci fails',
  (workspace) => {
    const dockerfile = readFileSync(join(root, 'infra/Dockerfile'), 'utf8')
    expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/\n`)
  },
)
