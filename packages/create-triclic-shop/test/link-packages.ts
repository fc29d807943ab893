import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const NAME = '@triclic/storefront-client'
const modules = join(import.meta.dirname, '../../../node_modules')

/** Gives a created shop the packages that this checkout has installed, and the packed client, as `npm install` would. */
export function linkPackages(shop: string): void {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(shop, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  for (const name of Object.keys(devDependencies)) {
    const target = join(shop, 'node_modules', name)
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(join(modules, name), target, 'junction')
  }
  const client = join(shop, 'node_modules', NAME)
  mkdirSync(client, { recursive: true })
  const archive = join(shop, dependencies[NAME]?.replace('file:', '') ?? '')
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', client])
}

/** The script of a program of a package, such as `vite`. */
export function programOf(name: string, script: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), script)
}

/** The versions of the packages that a template names. */
export const templatePackages = (): Record<string, string> =>
  Object.assign(
    {},
    ...globSync('templates/*/package.json', { cwd: join(import.meta.dirname, '..') }).map((file) => {
      const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
      const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>
      return { ...dependencies, ...devDependencies }
    }),
  ) as Record<string, string>
