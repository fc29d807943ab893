import { runTool } from '../../infra/local/process/run-tool.ts'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

/** The state of a container and of its first process. */
export interface ContainerState {
  id: string
  /** Of the first process, as this machine counts. */
  pid: number
  running: boolean
  /** In milliseconds since 1970. */
  startedAt: number
  exitCode: number
  /** `healthy`, `starting` or `unhealthy`; null without a health check. */
  health: string | null
}

/** docker or podman, on the containers that compose made. */
export type EngineCli = ReturnType<typeof engineCli>

/** @param env of every call, besides that of this process */
export function engineCli(name: 'docker' | 'podman', env: Record<string, string>) {
  const run = (...args: string[]) => runTool(name, args, { env })
  return {
    name,
    env,
    run,

    async state(id: string): Promise<ContainerState> {
      const { code, stdout, output } = await run('container', 'inspect', id)
      if (code !== 0) throw new UserFacingError(output)
      const [{ State }] = JSON.parse(stdout) as [
        {
          State: {
            Pid: number
            Running: boolean
            StartedAt: string
            ExitCode: number
            Health?: { Status: string }
            Healthcheck?: { Status: string }
          }
        },
      ]
      const health = (State.Health ?? State.Healthcheck)?.Status
      return {
        ...{ id, pid: State.Pid, running: State.Running, exitCode: State.ExitCode, health: health || null },
        startedAt: Date.parse(State.StartedAt),
      }
    },

    /** Runs a program in a container and returns its code and output. */
    exec: (id: string, ...command: string[]) => run('exec', id, ...command),
  }
}
