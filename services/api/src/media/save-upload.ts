import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { reject } from '../kernel/errors.ts'

/** Largest upload, in bytes. The portal refuses larger files before it sends them. */
export const MAX_UPLOAD_BYTES = 20_000_000

/**
 * Writes an upload to a file without holding it in memory, and returns the SHA-256 of its content.
 * @throws OperationError FILE_TOO_LARGE, once all of it was received: before that, a client may not read the answer
 */
export async function saveUpload(content: Readable, file: string): Promise<Buffer> {
  const hash = createHash('sha256')
  let byteSize = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      byteSize += chunk.length
      if (byteSize > MAX_UPLOAD_BYTES) return done()
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(content, measure, createWriteStream(file))
  if (byteSize > MAX_UPLOAD_BYTES) reject('FILE_TOO_LARGE')
  return hash.digest()
}
