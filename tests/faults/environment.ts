import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { openLog } from '../../infra/local/process/open-log.ts'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Product } from '../../infra/local/product/start-product.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { connectAsOwner } from './database-owner.ts'
import type { DatabaseOwner } from './database-owner.ts'
import { startFaultySmtp } from './faulty-smtp.ts'
import type { FaultySmtp } from './faulty-smtp.ts'

/** The api and worker as `npm start` runs them, with durable stores and a mail server that can be made to fail. */
export interface FaultEnvironment {
  data: string
  product: Product
  smtp: FaultySmtp
  owner: DatabaseOwner
  redis: Redis
  shops: RunShop[]
  /** When a worker was killed, in milliseconds since 1970. */
  workerKills: number[]
  /** Stops everything; removes its data and logs unless `keep`. */
  stop: (keep?: boolean) => Promise<void>
}

/** @param data the folder for all files of the product */
export async function startFaultEnvironment(
  data = mkdtempSync(join(tmpdir(), 'triclic-faults-')),
): Promise<FaultEnvironment> {
  const log = openLog(join(data, 'product.log'))
  const smtp = await startFaultySmtp()
  try {
    const product = await startProduct({
      data,
      portBase: randomPortBase(),
      template: process.env['PRODUCT_TEMPLATE'],
      external: { smtpUrl: smtp.url },
      servers: ['api', 'worker'],
      print: (line) => log.append(`${new Date().toISOString()} ${line}\n`),
    })
    const owner = connectAsOwner(product.databaseOwnerUrl)
    const redis = new Redis(product.redisUrl, { maxRetriesPerRequest: null })
    redis.on('error', () => undefined)
    return {
      data,
      product,
      smtp,
      owner,
      redis,
      shops: product.run.shops,
      workerKills: [],
      async stop(keep = false) {
        redis.disconnect()
        await owner.stop()
        await product.stop()
        await smtp.stop()
        if (!keep) removeData(data)
      },
    }
  } catch (error) {
    await smtp.stop()
    removeData(data)
    throw error
  }
}
