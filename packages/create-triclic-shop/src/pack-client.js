import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './options.js'

/** Where the client is in a checkout of the platform. */
const WORKSPACE = join(import.meta.dirname, '../../storefront-client')

const NAME = '@triclic/storefront-client'

/** The version of the client that the templates are written for. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

/** The client of the same checkout, or null: then it is the published one. */
export const localClient = () => (existsSync(join(WORKSPACE, 'package.json')) ? WORKSPACE : null)

/** Packs the client into a folder, and returns the name of the archive. @param {string} client @param {string} folder @throws {UsageError} */
export function packClient(client, folder) {
  if (existsSync(join(client, 'package.json')) && !existsSync(join(client, 'dist/index.js')))
    throw new UsageError(`The client in ${client} is not built yet. Build it first: npm run build`)
  mkdirSync(folder, { recursive: true })
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder, client]
  try {
    const answer = execFileSync('npm', args, {
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: 'pipe',
    })
    // Newer versions of npm answer an object by name, older ones a list.
    const [packed] = Object.values(JSON.parse(answer))
    return String(packed.filename).replace('@', '').replace('/', '-')
  } catch (error) {
    const reason = error instanceof Error && 'stderr' in error ? error.stderr : error
    throw new UsageError(`npm could not pack ${client}:\n${reason}`)
  }
}

/** Copies the built modules of the client into a folder. @param {string | null} client the published one if null @param {string} folder */
export function copyClientModules(client, folder) {
  const temporary = mkdtempSync(join(tmpdir(), 'triclic-client-'))
  try {
    const archive = packClient(client ?? `${NAME}@${version}`, temporary)
    execFileSync('tar', ['-xzf', archive], { cwd: temporary })
    cpSync(join(temporary, 'package/dist'), folder, {
      recursive: true,
      filter: (path) => !path.endsWith('.map') && !path.includes('register.'),
    })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
