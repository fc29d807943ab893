import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startChild } from '../../infra/local/process/child-process.ts'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

/** Settings with which podman runs containers where there is neither systemd nor a journal, as in another container. */
const CONTAINERS_CONF = `[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4000:4000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`

export interface PodmanService {
  /** For podman itself, and for docker-compose, which reaches podman as it would docker. */
  env: Record<string, string>
  stop: () => Promise<void>
}

/** Starts podman's service for docker-compose with its socket and settings in `folder`. */
export async function startPodmanService(folder: string): Promise<PodmanService> {
  const settings = join(folder, 'containers.conf')
  writeFileSync(settings, CONTAINERS_CONF)
  const socket = join(folder, 'podman.sock')
  const env = { CONTAINERS_CONF: settings, DOCKER_HOST: `unix://${socket}` }
  const child = startChild({
    name: 'podman',
    command: 'podman',
    args: ['system', 'service', '--time', '0', `unix://${socket}`],
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/root', ...env },
    log: join(folder, 'podman.log'),
  })
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 100) throw new UserFacingError("Podman's service does not start.")
    await pause(100)
  }
  return { env, stop: child.stop }
}
