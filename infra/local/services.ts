/**
 * `node infra/local/services.ts <folder>`: PostgreSQL and Redis alone, on free ports, in the foreground.
 * Prints one line of JSON when both answer; the folder's data is found again by a second start.
 */
import { resolve } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { freePorts, randomBase } from './free-ports.ts'
import { madeUp } from './made-up.ts'
import { failWith, Sentence } from './sentence.ts'
import { startStores } from './stores.ts'

const [folder] = process.argv.slice(2)

try {
  if (!folder) throw new Sentence('Name a folder for the data: node infra/local/services.ts <folder>')
  const data = resolve(folder)
  const secrets = madeUp(resolve(data, 'secrets.json'))
  const [postgres = 0, redis = 0] = await freePorts(2, randomBase())
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const stores = await startStores({ data, secrets, ports: { postgres, redis }, say })
  onAskedToStop(stores.stop)
  const told = {
    DATABASE_OWNER_URL: stores.postgres.ownerUrl,
    REDIS_URL: stores.redis.url,
    API_ROLE_PASSWORD: secrets.apiRolePassword,
    WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
    TEST_DATABASE_OWNER_URL: stores.postgres.ownerUrl,
    TEST_REDIS_URL: stores.redis.url,
    TEST_API_ROLE_PASSWORD: secrets.apiRolePassword,
    TEST_WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
  }
  process.stdout.write(`${JSON.stringify(told)}\n`)
} catch (error) {
  failWith(error)
}
