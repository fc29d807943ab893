import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../process/run-tool.ts'
import { UserFacingError } from '../user-facing-error.ts'
import type { LocalSecrets } from './load-or-create-secrets.ts'
import { programPath } from './programs.ts'
import type { Demo } from './run-file.ts'

/** Migrates the schema as the owner, and sets the passwords of the roles with which api, worker and the page for operators connect. */
export async function migrateDatabase(
  ownerUrl: string,
  secrets: LocalSecrets,
  print: (line: string) => void,
): Promise<void> {
  print('Migrating the database')
  const env = {
    DATABASE_OWNER_URL: ownerUrl,
    API_ROLE_PASSWORD: secrets.apiRolePassword,
    WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
    OPERATOR_PAGE_ROLE_PASSWORD: secrets.operatorPageRolePassword,
  }
  const { code, output } = await runProgram('migrate', env)
  if (code !== 0) throw new UserFacingError(`${output.trim()}\n\nThe database migration failed, see above.`)
}

/** Creates the demo shops and members on the first start, and finds them again on later ones. */
export async function seedDemoShops(
  env: Record<string, string>,
  print: (line: string) => void,
): Promise<Demo> {
  print('Creating the demo shops')
  const { code, output, stdout } = await runProgram('seed', env, ['--demo'])
  if (code !== 0) throw new UserFacingError(`${output.trim()}\n\nCreating the demo shops failed, see above.`)
  return JSON.parse(stdout) as Demo
}

/** Creates a shop with so many products, each with a large stock. Returns its slug and its public key. */
export async function seedShop(
  env: Record<string, string>,
  slug: string,
  products: number,
): Promise<{ slug: string; key: string }> {
  const { code, output, stdout } = await runProgram('seed', env, [
    '--shop',
    slug,
    '--products',
    String(products),
  ])
  if (code !== 0)
    throw new UserFacingError(`${output.trim()}\n\nCreating the shop ${slug} failed, see above.`)
  return JSON.parse(stdout) as { slug: string; key: string }
}

export interface KeyFolders {
  kept: string
  fragmentPublic: string
  fragmentPrivate: string
}

export interface KeyRotation extends KeyFolders {
  /** Stops the hourly runs. */
  stop: () => void
}

const hourMs = 3_600_000

/**
 * Creates the keys of the day in `folder` and destroys expired ones, at once and then every hour. Runs the API's own
 * program, as a production host does, so that only one program generates keys.
 */
export async function startKeyRotation(folder: string, print: (line: string) => void): Promise<KeyRotation> {
  const folders: KeyFolders = {
    kept: join(folder, 'kept'),
    fragmentPublic: join(folder, 'fragment-public'),
    fragmentPrivate: join(folder, 'fragment-private'),
  }
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true, mode: 0o700 })
  const rotate = async () => {
    const { code, output } = await runProgram('makeKeys', {
      KEPT_KEYS_DIR: folders.kept,
      FRAGMENT_PUBLIC_KEYS_DIR: folders.fragmentPublic,
      FRAGMENT_PRIVATE_KEYS_DIR: folders.fragmentPrivate,
    })
    if (code !== 0)
      throw new UserFacingError(`${output.trim()}\n\nCreating keys in ${folder} failed, see above.`)
  }
  await rotate()
  const timer = setInterval(
    () =>
      void rotate().catch((error: unknown) => print(error instanceof Error ? error.message : String(error))),
    hourMs,
  )
  timer.unref()
  return { ...folders, stop: () => clearInterval(timer) }
}

function runProgram(name: 'migrate' | 'seed' | 'makeKeys', env: Record<string, string>, args: string[] = []) {
  return runTool(process.execPath, [programPath(name), ...args], { env, cleanEnv: true })
}
