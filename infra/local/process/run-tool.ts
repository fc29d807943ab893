import { spawn } from 'node:child_process'
import { root } from '../paths.ts'
import { UserFacingError } from '../user-facing-error.ts'

export interface ToolResult {
  code: number
  /** Standard output and standard error together, in the order of arrival. */
  output: string
  stdout: string
}

export interface ToolOptions {
  /** Added to this process's environment, unless `cleanEnv` is set. */
  env?: Record<string, string>
  /** The tool gets `env` only and nothing of this process's environment. */
  cleanEnv?: boolean
  cwd?: string
  /** Receives each line as it arrives; nothing is printed otherwise. */
  onLine?: (line: string) => void
  /** The tool writes straight to the terminal; `output` and `stdout` stay empty. */
  inherit?: boolean
}

let stopped = false
const running = new Set<ReturnType<typeof spawn>>()

/** Runs a program until it ends. Rejects with a {@link UserFacingError} once {@link stopTools} has been called. */
export function runTool(command: string, args: string[], options: ToolOptions = {}): Promise<ToolResult> {
  if (stopped) return Promise.reject(new UserFacingError('Stopped.'))
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...(options.cleanEnv ? {} : process.env), ...options.env },
    stdio: options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  let stdout = ''
  let rest = ''
  const collect = (text: Buffer) => {
    output += String(text)
    const lines = (rest + String(text)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) options.onLine?.(line)
  }
  child.stdout?.on('data', (text: Buffer) => {
    stdout += String(text)
    collect(text)
  })
  child.stderr?.on('data', collect)
  return new Promise((resolve, reject) => {
    const finish = (code: number) => {
      running.delete(child)
      if (stopped) reject(new UserFacingError('Stopped.'))
      else resolve({ code, output, stdout })
    }
    child.once('error', (error) => {
      output += error.message
      finish(127)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}

/** Ends the programs that are running and prevents any further start. */
export function stopTools(): void {
  stopped = true
  endRunningTools()
}

/** Ends the programs that are running. Others can be started, for example to take back what these did. */
export function endRunningTools(): void {
  for (const child of running) child.kill('SIGTERM')
}
