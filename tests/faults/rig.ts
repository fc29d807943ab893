import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Product } from '../../infra/local/product/start-product.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startFaultySmtp } from './faulty-smtp.ts'
import type { FaultySmtp } from './faulty-smtp.ts'
import { openOwner } from './owner.ts'
import type { Owner } from './owner.ts'

/** The product as `npm start` runs it, api and worker alone, durable, before a mail server that misbehaves when told. */
export interface Rig {
  data: string
  product: Product
  smtp: FaultySmtp
  owner: Owner
  redis: Redis
  shops: RunShop[]
  /** Ends all of it and, unless `keep`, removes its data and logs. */
  stop: (keep?: boolean) => Promise<void>
}

export async function startRig(): Promise<Rig> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-faults-'))
  const smtp = await startFaultySmtp()
  try {
    const product = await startProduct({
      data,
      portBase: randomPortBase(),
      external: { smtpUrl: smtp.url },
      servers: ['api', 'worker'],
      print: (line) => appendFileSync(join(data, 'product.log'), `${new Date().toISOString()} ${line}\n`),
    })
    const owner = openOwner(product.databaseOwnerUrl)
    const redis = new Redis(product.redisUrl, { maxRetriesPerRequest: null })
    redis.on('error', () => undefined)
    return {
      data,
      product,
      smtp,
      owner,
      redis,
      shops: product.run.shops,
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
