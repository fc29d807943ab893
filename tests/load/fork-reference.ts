import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Starts a reference server beside this file; `told` is its first message, its base URL the answer. */
export function forkReference(
  file: string,
  { env = {}, told }: { env?: Record<string, string>; told?: object } = {},
): Promise<{ url: string; stop: () => void }> {
  const child = fork(join(import.meta.dirname, file), [], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [],
  })
  if (told) child.send(told)
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${file} ended (${code}).`)))
    child.once('message', (url) => done({ url: String(url), stop: () => child.kill() }))
  })
}
