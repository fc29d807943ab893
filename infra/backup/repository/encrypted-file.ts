import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'

/** A file as it was written: the hash is that of the encrypted bytes, so that whoever has no private key can check it. */
export interface WrittenFile {
  name: string
  bytes: number
  sha256: string
}

type WebStream = ReadableStream<Uint8Array>

/**
 * Compresses (zstd) and encrypts (age, https://age-encryption.org/v1) what `source` yields. The file appears whole or not at all, and is on the
 * disk when this resolves.
 */
export async function writeEncrypted(
  file: string,
  source: Readable,
  recipient: string,
): Promise<WrittenFile> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.partial`
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  try {
    await pipeline(
      source,
      createZstdCompress(),
      async function* (compressed: Readable) {
        const encrypted = await encrypter.encrypt(
          Readable.toWeb(compressed) as globalThis.ReadableStream<Uint8Array>,
        )
        yield* Readable.fromWeb(encrypted as unknown as WebStream)
      },
      measure,
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await rename(draft, file)
    await syncFolder(dirname(file))
  } finally {
    await rm(draft, { force: true })
  }
  return { name: basename(file), bytes, sha256: hash.digest('hex') }
}

/** Makes the new name of a file durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * What `writeEncrypted` encrypted. The stream fails when the file was altered, cut off, or encrypted to another key.
 * @param identity one private key, or several on lines of their own, as backups from before and after a change of the key need them
 */
export async function readEncrypted(file: string, identity: string): Promise<Readable> {
  const decrypter = new Decrypter()
  for (const each of identity.split('\n')) decrypter.addIdentity(each)
  const encrypted = Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>
  const decrypted = Readable.fromWeb((await decrypter.decrypt(encrypted)) as unknown as WebStream)
  const plain = createZstdDecompress()
  decrypted.on('error', (error) => plain.destroy(error))
  return decrypted.pipe(plain)
}

export const readEncryptedJson = async <Content>(file: string, identity: string): Promise<Content> =>
  JSON.parse(String(await buffer(await readEncrypted(file, identity)))) as Content

export const writeEncryptedJson = (file: string, content: unknown, recipient: string): Promise<WrittenFile> =>
  writeEncrypted(file, Readable.from([Buffer.from(JSON.stringify(content))]), recipient)

/** The SHA-256 of a file, in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** The private keys of a file as `backup keypair` and age-keygen write it, on lines of their own. @throws Error when it has none */
export async function readIdentity(file: string): Promise<string> {
  const identities = (await readFile(file, 'utf8')).match(/^AGE-SECRET-KEY-\S+$/gm)
  if (!identities) throw new Error(`${file} holds no private key (AGE-SECRET-KEY-…).`)
  return identities.join('\n')
}
