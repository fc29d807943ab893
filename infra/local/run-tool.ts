import { spawn } from 'node:child_process'
import { root } from './places.ts'
import { Sentence } from './sentence.ts'

export interface ToolResult {
  code: number
  /** All that it said, both streams in the order of arrival. */
  output: string
  stdout: string
}

export interface ToolOptions {
  env?: Record<string, string>
  /** Give it `env` alone, nothing of this process's own environment. */
  alone?: boolean
  cwd?: string
  /** Each line as it comes; without it nothing is shown. */
  onLine?: (line: string) => void
  /** Give the terminal to the tool; nothing is gathered then. */
  show?: boolean
}

let stopped = false
const running = new Set<ReturnType<typeof spawn>>()

/** Runs one of the project's tools to its end, in this process's environment unless told otherwise. */
export function runTool(command: string, args: string[], options: ToolOptions = {}): Promise<ToolResult> {
  if (stopped) return Promise.reject(new Sentence('Stopped.'))
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...(options.alone ? {} : process.env), ...options.env },
    stdio: options.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  let stdout = ''
  let rest = ''
  const hear = (text: Buffer) => {
    output += String(text)
    const lines = (rest + String(text)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) options.onLine?.(line)
  }
  child.stdout?.on('data', (text: Buffer) => {
    stdout += String(text)
    hear(text)
  })
  child.stderr?.on('data', hear)
  return new Promise((done, fail) => {
    const settle = (code: number) => {
      running.delete(child)
      if (stopped) fail(new Sentence('Stopped.'))
      else done({ code, output, stdout })
    }
    child.once('error', (error) => {
      output += error.message
      settle(127)
    })
    child.once('close', (code) => settle(code ?? 1))
  })
}

/** Ends the tools that still run; none is started from then on. */
export function stopTools(): void {
  stopped = true
  for (const child of running) child.kill('SIGTERM')
}
