import { join } from 'node:path'
import type { MadeUp } from './made-up.ts'
import { root } from './places.ts'
import { runTool } from './run-tool.ts'
import { Sentence } from './sentence.ts'

/** Brings the schema up to date as its owner, and gives the two running roles their passwords. */
export async function migrate(ownerUrl: string, secrets: MadeUp, say: (line: string) => void): Promise<void> {
  say('migrating the database')
  const env = {
    DATABASE_OWNER_URL: ownerUrl,
    API_ROLE_PASSWORD: secrets.apiRolePassword,
    WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
  }
  const { code, output } = await runTool(process.execPath, [join(root, 'services/api/dist/src/bin/migrate.js')], {
    env,
    alone: true,
  })
  if (code !== 0)
    throw new Sentence(`${output.trim()}\n\nThe database could not be migrated; what it said is above.`)
}
