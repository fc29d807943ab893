/**
 * `node infra/local/commands/stores.ts <folder>`: PostgreSQL and Redis on free ports, with their data in `folder`.
 * Prints one line of JSON with their URLs when both are ready; Ctrl-C stops them.
 */
import { resolve } from 'node:path'
import { onShutdown } from '../process/on-shutdown.ts'
import { loadOrCreateSecrets } from '../product/load-or-create-secrets.ts'
import { freePorts, randomPortBase } from '../product/ports.ts'
import { startStores } from '../stores/start-stores.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const [folder] = process.argv.slice(2)

try {
  if (!folder)
    throw new UserFacingError(
      'The data folder is missing. Usage: node infra/local/commands/stores.ts <folder>',
    )
  const data = resolve(folder)
  const secrets = loadOrCreateSecrets(resolve(data, 'secrets.json'))
  const [postgres = 0, redis = 0] = await freePorts(2, randomPortBase())
  const print = (line: string) => void process.stderr.write(`${line}\n`)
  const stores = await startStores({ data, secrets, ports: { postgres, redis }, print })
  onShutdown(stores.stop)
  const variables = {
    DATABASE_OWNER_URL: stores.postgres.ownerUrl,
    REDIS_URL: stores.redis.url,
    API_ROLE_PASSWORD: secrets.apiRolePassword,
    WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
    OPERATOR_PAGE_ROLE_PASSWORD: secrets.operatorPageRolePassword,
  }
  const forTests = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [`TEST_${name}`, value]),
  )
  process.stdout.write(`${JSON.stringify({ ...variables, ...forTests })}\n`)
} catch (error) {
  failWith(error)
}
