import { fromBuffer } from 'yauzl'

/** The files of an archive by name, in its order. */
export async function readZip(content: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  await new Promise<void>((resolve, reject) =>
    fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('end', resolve).on('error', reject)
      zip.on('entry', (entry: { fileName: string }) =>
        zip.openReadStream(entry as never, (problem, stream) => {
          if (problem) return reject(problem)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        }),
      )
      zip.readEntry()
    }),
  )
  return files
}
