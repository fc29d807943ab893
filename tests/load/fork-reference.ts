import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Starts a reference server of this folder, and waits for its base URL. @param message sent to it first */
export function forkReference(
  file: string,
  { env = {}, message }: { env?: Record<string, string>; message?: object } = {},
): Promise<{ url: string; stop: () => void }> {
  const child = fork(join(import.meta.dirname, file), [], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [],
  })
  if (message) child.send(message)
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${file} ended with code ${code}.`)))
    child.once('message', (url) => done({ url: String(url), stop: () => child.kill() }))
  })
}
