import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** GNU tar's exit code when a file changed or disappeared while it was read: WAL replay mends both. */
const FILES_CHANGED = 1

/** The files of a folder as a tar archive. @param only their paths; all by default */
export function packFolder(
  folder: string,
  { exclude = [], only = ['.'] }: { exclude?: string[]; only?: string[] } = {},
): Readable {
  const args = ['--create', '--numeric-owner', '--directory', folder]
  const child = spawn('tar', [...args, ...exclude.map((pattern) => `--exclude=${pattern}`), '--', ...only], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  })
  return Readable.from(outputOf(child))
}

async function* outputOf(child: ReturnType<typeof spawn>): AsyncGenerator<Buffer> {
  let errors = ''
  child.stderr?.on('data', (text: Buffer) => (errors += String(text)))
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 2))
  })
  ended.catch(() => undefined)
  for await (const chunk of child.stdout ?? []) yield chunk as Buffer
  const code = await ended
  if (code > FILES_CHANGED) throw new Error(`tar failed (${code}): ${errors.trim()}`)
}

/** Unpacks a tar archive into a folder; as root, with the owners of the files. */
export async function unpackInto(folder: string, archive: Readable): Promise<void> {
  const child = spawn(
    'tar',
    ['--extract', '--numeric-owner', '--preserve-permissions', '--directory', folder],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    },
  )
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += String(text)))
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 2))
  })
  const [piped, code] = await Promise.allSettled([pipeline(archive, child.stdin), ended])
  // tar stops reading at the end of the archive, before the padding that may follow.
  if (code.status === 'fulfilled' && code.value === 0) return
  if (piped.status === 'rejected' && !CLOSED.has((piped.reason as NodeJS.ErrnoException).code ?? ''))
    throw piped.reason
  if (code.status === 'rejected') throw code.reason
  throw new Error(`tar failed (${code.value}): ${errors.trim()}`)
}

const CLOSED = new Set(['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])
