import { createWriteStream, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'

/** Node flags for heap snapshots with complete strings: the limit is above the largest request body. */
export const inspectorFlags = (port: number): string[] => [
  `--inspect=127.0.0.1:${port}`,
  '--heap-snapshot-string-limit=1000000',
]

interface Message {
  id?: number
  method?: string
  params?: { chunk?: string }
  error?: { message: string }
}

/**
 * Writes a heap snapshot, after garbage collection, of the process whose inspector listens on `port`.
 * @param numbers whether numeric values are included
 * @returns the offset of the strings in the file: the numbers before them are not data of the process
 */
async function writeHeapSnapshot(port: number, file: string, numbers: boolean): Promise<number> {
  const list = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(list[0]?.webSocketDebuggerUrl ?? '')
  const out = createWriteStream(file, { mode: 0o600 })
  const waiting = new Map<number, { done: () => void; fail: (error: Error) => void }>()
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, error } = JSON.parse(String(data)) as Message
    if (method === 'HeapProfiler.addHeapSnapshotChunk') out.write(params?.chunk ?? '')
    if (id === undefined) return
    if (error) waiting.get(id)?.fail(new Error(error.message))
    else waiting.get(id)?.done()
  })
  await once(socket, 'open')
  let last = 0
  const call = (method: string, params: object = {}) =>
    new Promise<void>((done, fail) => {
      waiting.set(++last, { done, fail })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
  await call('HeapProfiler.enable')
  for (let round = 0; round < 3; round++) await call('HeapProfiler.collectGarbage')
  await call('HeapProfiler.takeHeapSnapshot', { captureNumericValue: numbers, exposeInternals: true })
  socket.close()
  out.end()
  await once(out, 'finish')
  const start = readFileSync(file).lastIndexOf('"strings":[')
  if (start < 0) throw new Error('The heap snapshot is incomplete.')
  return start
}

/**
 * Returns a function that writes numbered heap snapshots into a folder.
 * @param ports of the inspectors
 */
export function snapshotsIn(folder: string, ports: Readonly<Record<'api' | 'worker', number>>) {
  let taken = 0
  return async (name: 'api' | 'worker', numbers = true): Promise<{ file: string; stringsFrom: number }> => {
    const file = join(folder, `${name}-${++taken}.heapsnapshot`)
    return { file, stringsFrom: await writeHeapSnapshot(ports[name], file, numbers) }
  }
}
