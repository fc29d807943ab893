import { readOwnerEnv } from '../platform/env.ts'
import { migrate } from '../platform/db/migrations.ts'

const env = readOwnerEnv()
const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../migrations/' : '../../migrations/',
  import.meta.url,
)
const run = await migrate(env.databaseOwnerUrl, folder, {
  api: env.apiRolePassword,
  worker: env.workerRolePassword,
})
process.stdout.write(`${JSON.stringify({ msg: 'migrated', run })}\n`)
