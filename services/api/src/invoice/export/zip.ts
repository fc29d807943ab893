import { crc32 } from 'node:zlib'

/** A file of an archive. `modifiedAt` is written as UTC. */
export interface ZipFile {
  name: string
  content: Buffer
  modifiedAt: Date
}

/** The format counts the files of an archive with 16 bits. */
export const MAX_ZIP_FILES = 65_535

const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800

/**
 * Writes a ZIP archive file by file, as the files come. They are stored as they are, since PDFs are compressed already.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* writeZip(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const file of files) {
    const name = Buffer.from(file.name)
    const facts = factsOf(file, name)
    const local = Buffer.concat([signature(0x04034b50), facts, name, file.content])
    directory.push(directoryEntry(facts, name, offset))
    offset += local.byteLength
    yield local
  }
  const entries = Buffer.concat(directory)
  yield entries
  yield endOfDirectory(directory.length, entries.byteLength, offset)
}

/** What the local header and the directory say alike of a file. */
function factsOf({ content, modifiedAt }: ZipFile, name: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(VERSION, 0)
  facts.writeUInt16LE(FLAGS, 2)
  facts.writeUInt16LE(0, 4)
  facts.writeUInt16LE(dosTime(modifiedAt), 6)
  facts.writeUInt16LE(dosDate(modifiedAt), 8)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(content.byteLength, 14)
  facts.writeUInt32LE(content.byteLength, 18)
  facts.writeUInt16LE(name.byteLength, 22)
  return facts
}

function directoryEntry(facts: Buffer, name: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2)
  madeBy.writeUInt16LE(VERSION)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([signature(0x02014b50), madeBy, facts, rest, name])
}

function endOfDirectory(count: number, byteLength: number, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(byteLength, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signature(0x06054b50), end])
}

function signature(code: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(code)
  return bytes
}

const dosTime = (at: Date): number =>
  (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)

const dosDate = (at: Date): number =>
  ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
