import { UserFacingError } from '../user-facing-error.ts'
import { findEngine, type ContainerEngine } from './container-engine.ts'
import { installDebianPackages } from './install-debian-packages.ts'

/** What podman needs to run compose.yml: a runtime, an init process, and docker-compose. */
const TO_RUN = {
  podman: 'podman',
  runc: 'runc',
  catatonit: '/usr/bin/catatonit',
  'docker-compose': 'docker-compose',
  iproute2: 'ip',
}

/**
 * docker, podman or buildah; where there is none, Debian's package of one is installed.
 * @param options `runs` asks for one that also runs containers
 */
export async function findOrInstallEngine(
  { runs }: { runs: boolean },
  print: (line: string) => void,
): Promise<ContainerEngine> {
  const found = findEngine()
  if (found?.name === 'docker' || (found && !runs)) return found
  await installDebianPackages(runs ? TO_RUN : { buildah: 'buildah' }, print)
  const installed = findEngine()
  if (!installed) throw new UserFacingError('Neither docker, podman nor buildah works. Install one of them.')
  return installed
}
