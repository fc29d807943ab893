import { crc32, deflateRawSync } from 'node:zlib'

export interface TestEntry {
  name: string
  content: string | Uint8Array
  /** Compressed with deflate; else stored. */
  isDeflated?: boolean
  isEncrypted?: boolean
  isLink?: boolean
  /** A size that the directory claims instead of the real one. */
  claimedBytes?: number
}

/** A ZIP file made by hand, so that it can be one that no program would write. */
export function zipOf(entries: TestEntry[]): Buffer<ArrayBuffer> {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const content = Buffer.from(entry.content as Uint8Array)
    const packed = entry.isDeflated ? deflateRawSync(content) : content
    // An encrypted file begins with twelve bytes of its own.
    const data = entry.isEncrypted ? Buffer.concat([Buffer.alloc(12, 7), packed]) : packed
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    // Bit 0: encrypted; bit 11: the name is UTF-8.
    fields.writeUInt16LE(0x800 | (entry.isEncrypted ? 1 : 0), 2)
    fields.writeUInt16LE(entry.isDeflated ? 8 : 0, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(
      entry.claimedBytes !== undefined && !entry.isDeflated ? entry.claimedBytes : data.length,
      14,
    )
    fields.writeUInt32LE(entry.claimedBytes ?? content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.isLink ? 0o120777 : 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    // Made by Unix, so that the attributes are its own.
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), fields, rest, name]))
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listed, Buffer.from('PK\x05\x06'), end])
}
