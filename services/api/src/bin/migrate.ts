import { inspect } from 'node:util'
import { migrate } from '../platform/db/migrations.ts'
import { EnvError, readOwnerEnv } from '../platform/env.ts'

const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../migrations/' : '../../migrations/',
  import.meta.url,
)

try {
  const env = readOwnerEnv()
  const passwords = {
    api: env.apiRolePassword,
    worker: env.workerRolePassword,
    operatorPage: env.operatorPageRolePassword,
  }
  const { run, warnings } = await migrate(env.databaseOwnerUrl, folder, passwords, (error) => {
    process.stderr.write(`A table is in use; the migration will be tried again. ${error.message}\n`)
  })
  for (const warning of warnings)
    process.stderr.write(
      `${warning} To revoke this, run infra/postgres/revoke-from-public.sql in this database as a superuser.\n`,
    )
  process.stdout.write(`${JSON.stringify({ msg: 'migrated', run })}\n`)
} catch (error) {
  // The details of a database error show which statement failed.
  const details = error instanceof EnvError ? error.message : inspect(error)
  process.stderr.write(`Migrating the database failed. ${details}\n`)
  process.exitCode = 1
}
