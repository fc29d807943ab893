import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import S3rver from '@20minutes/s3rver'

export interface S3Server {
  /** The settings of an API that keeps its pictures there. */
  variables: Record<string, string>
  stop(): Promise<void>
}

export const BUCKET = 'triclic-pictures'

/** Starts a store that speaks S3 and checks signatures, with an empty bucket, on a free port or on the one given. */
export async function startS3Server(port = 0): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'triclic-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  })
  const { port: chosen } = (await server.run()) as AddressInfo
  return {
    variables: {
      MEDIA_STORE: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${chosen}`,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    async stop() {
      server.httpServer.closeAllConnections()
      await server.close().catch(() => undefined)
      await rm(directory, { recursive: true, force: true })
    },
  }
}
