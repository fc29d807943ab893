import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { ProductInContainers } from '../images/product-in-containers.ts'
import { CUSTODY_PORTS } from '../images/run-suite.ts'
import { startBouncingSmtp } from './bouncing-smtp.ts'
import { snapshotsIn } from './inspector.ts'
import type { ProductUnderTest } from './product-under-test.ts'

/** The product in the containers of `npm run test:images -- --custody`, whose files, logs and memory root can read. */
export async function containersUnderTest(contained: ProductInContainers): Promise<ProductUnderTest> {
  const scratch = mkdtempSync(join(tmpdir(), 'triclic-custody-scratch-'))
  const smtp = await startBouncingSmtp(join(scratch, 'mails'), CUSTODY_PORTS.smtp)
  const redis = new Redis(contained.redisUrl)
  // Digits in compressed files could not be found.
  await redis.config('SET', 'rdbcompression', 'no')
  redis.disconnect()
  return {
    product: contained,
    smtp,
    scratch,
    superuserUrl: contained.superuserUrl,
    folders: contained.allFolders,
    redisFolder: contained.redisFolder,
    logs: contained.logs,
    snapshot: snapshotsIn(scratch, CUSTODY_PORTS),
    erase: () => contained.exec('worker', 'node', 'dist/src/bin/erase.js'),
    // Only the container `keys` can.
    erasesKeys: false,
    async stop() {
      await smtp.stop()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
