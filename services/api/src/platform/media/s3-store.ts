import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { serviceUnavailable } from '../../kernel/errors.ts'
import type { S3Settings } from '../env.ts'
import type { MediaStore } from './media-store.ts'

/** How long an answer may take, in milliseconds. */
const MAX_REQUEST_MS = 20_000
const MAX_CHECK_MS = 1_000
/** After answers 429 and 5xx. */
const RETRIES = 2

/** Of a picture, what a browser or a cache in front of a public bucket would need. Pieces of archives, which have no extension, are nobody else's. */
const headersOf = (file: string): Record<string, string> =>
  extname(file) === ''
    ? { 'content-type': 'application/octet-stream', 'cache-control': 'private, no-store' }
    : {
        'content-type': `image/${extname(file).slice(1)}`,
        'cache-control': 'public, max-age=31536000, immutable',
      }

interface Sent {
  content?: Buffer
  headers?: Record<string, string>
  maxMs?: number
}

interface Answer {
  status: number
  content: Buffer
}

const readAnswer = async (sent: Promise<Response>): Promise<Answer> => {
  const response = await sent
  return { status: response.status, content: Buffer.from(await response.arrayBuffer()) }
}

/**
 * Keeps files as objects of a bucket. Every request is signed (AWS Signature Version 4) with the hash of what it sends.
 * @throws SERVICE_UNAVAILABLE when the store cannot be reached, is too slow or overloaded
 */
export function createS3Store(settings: S3Settings): MediaStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES })
  const bucketUrl = urlOfBucket(settings)

  /** The answer is read to its end: a slow browser never holds a connection to the store. */
  async function send(
    method: string,
    path: string,
    { content, headers, maxMs = MAX_REQUEST_MS }: Sent = {},
  ): Promise<Answer> {
    const hash = createHash('sha256')
      .update(content ?? '')
      .digest('hex')
    const request = {
      method,
      headers: { ...headers, 'x-amz-content-sha256': hash },
      ...(content && { body: content as Buffer<ArrayBuffer> }),
      signal: AbortSignal.timeout(maxMs),
    }
    const answer = await readAnswer(client.fetch(`${bucketUrl}${path}`, request)).catch((error: unknown) => {
      throw serviceUnavailable(new Error('The media store did not answer', { cause: error }))
    })
    if (answer.status < 300 || answer.status === 404) return answer
    const refusal = new Error(`The media store answered ${answer.status} to ${method} ${path}`)
    throw answer.status >= 500 || answer.status === 429 ? serviceUnavailable(refusal) : refusal
  }

  /** @returns at most 1,000 keys */
  async function listKeys(prefix: string): Promise<string[]> {
    const response = found(await send('GET', `?${new URLSearchParams({ 'list-type': '2', prefix })}`))
    // Keys are made of ids and sizes: nothing in them is written otherwise in XML.
    return [...response.content.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
  }

  return {
    async addFolder(prefix, folder) {
      for (const name of await readdir(folder)) {
        const content = await readFile(join(folder, name))
        found(await send('PUT', `/${prefix}/${name}`, { content, headers: headersOf(name) }))
      }
    },
    async read(key) {
      const { status, content } = await send('GET', `/${key}`)
      return status === 404 ? null : { content: Readable.from(content), byteSize: content.length }
    },
    async deleteFolder(prefix) {
      for (const key of await listKeys(`${prefix}/`)) await send('DELETE', `/${key}`)
    },
    async check() {
      found(await send('HEAD', '', { maxMs: MAX_CHECK_MS }))
    },
  }
}

function urlOfBucket({ endpoint, bucket, isPathStyle }: S3Settings): string {
  if (isPathStyle) return `${endpoint}/${bucket}`
  const { protocol, host } = new URL(endpoint)
  return `${protocol}//${bucket}.${host}`
}

/** @throws Error if there is no such bucket */
function found(response: Answer): Answer {
  if (response.status === 404) throw new Error('The media store has no such bucket')
  return response
}
