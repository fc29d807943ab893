import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'

/** A command that stops only when it is hurried, and prints what it is asked. */
const SCRIPT = `
const { onShutdown } = await import(${JSON.stringify(join(import.meta.dirname, 'on-shutdown.ts'))})
const { promise, resolve } = Promise.withResolvers()
onShutdown(() => (console.log('stop'), promise), () => (console.log('hurry'), resolve()))
setInterval(() => undefined, 1000)
console.log('ready')
`

test('one Ctrl-C that arrives several times stops the product, and a second one hurries it', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT])
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += String(text)))
  await expect.poll(() => output, { timeout: 10_000 }).toBe('ready\n')
  for (let time = 0; time < 3; time++) {
    child.kill('SIGINT')
    await expect.poll(() => output).toBe('ready\nstop\n')
  }
  await pause(1_100)
  expect(output).toBe('ready\nstop\n')
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number]
  expect([code, output]).toEqual([0, 'ready\nstop\nhurry\n'])
})
