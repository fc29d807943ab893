import { m } from '../paraglide/messages.js'
import type { UserError } from '../user-error.ts'

/** As the API expects them: only the last piece of an archive is smaller. */
const PIECE_BYTES = 1_000_000
const MAX_ATTEMPTS = 4

export interface SentImport {
  id: string | null
  errors: UserError[]
}

interface Answer {
  productImport?: { id: string } | null
  userErrors?: UserError[]
}

export const isArchive = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
  /\.zip$/i.test(name) || type === 'application/zip'

/**
 * Sends a CSV file, a ZIP file, or one of each: the ZIP file in pieces, so that each arrives in time on a slow connection and is sent again when the
 * connection breaks.
 * @param path of the upload
 * @param onSent is told how much was sent, from 0 to 1
 */
export async function sendImport(
  path: string,
  files: readonly File[],
  onSent: (share: number) => void,
): Promise<SentImport> {
  const archives = files.filter(isArchive)
  const [archive] = archives
  const [csv, ...otherCsv] = files.filter((file) => !isArchive(file))
  if (archives.length > 1 || otherCsv.length > 0) return failed(m.import_too_many_files())
  try {
    const query = new URLSearchParams({ fileName: (csv ?? archive)?.name ?? '' })
    if (archive) query.set('archiveBytes', String(archive.size))
    const { productImport, userErrors = [] } = await post(`${path}/file?${query}`, csv ?? new Blob())
    const id = productImport?.id
    if (!id || !archive) return { id: id ?? null, errors: userErrors }
    for (let offset = 0; offset < archive.size; offset += PIECE_BYTES) {
      const piece = archive.slice(offset, offset + PIECE_BYTES)
      const { userErrors: errors = [] } = await postAgain(`${path}/${id}/archive?offset=${offset}`, piece)
      if (errors.length > 0) return { id: null, errors }
      onSent(Math.min(1, (offset + PIECE_BYTES) / archive.size))
    }
    return { id, errors: [] }
  } catch {
    return failed(m.import_offline())
  }
}

const failed = (message: string): SentImport => ({
  id: null,
  errors: [{ code: 'NOT_SENT', field: null, message }],
})

async function post(path: string, body: Blob): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  })
  return (await response.json()) as Answer
}

/** Tries again after a broken connection, and while the API is unavailable. A piece that has arrived already is accepted again. */
async function postAgain(path: string, piece: Blob, attempt = 1): Promise<Answer> {
  const isLast = attempt === MAX_ATTEMPTS
  try {
    const answer = await post(path, piece)
    if (isLast || !answer.userErrors?.some(({ code }) => code === 'SERVICE_UNAVAILABLE')) return answer
  } catch (error) {
    if (isLast) throw error
  }
  await new Promise((resolve) => setTimeout(resolve, attempt * 1_000))
  return postAgain(path, piece, attempt + 1)
}
