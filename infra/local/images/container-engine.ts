import { execFileSync } from 'node:child_process'
import { runTool } from '../process/run-tool.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { npmVolumes } from './npm-volumes.ts'

export type EngineName = 'docker' | 'podman' | 'buildah'

export interface ImageBuild {
  /** The name and tag of the image. */
  tag: string
  dockerfile: string
  /** The folder that COPY reads. */
  context: string
  target?: string
  args?: Record<string, string>
  ignorefile?: string
  /** Receives each line of the build. */
  onLine?: (line: string) => void
}

/** A program that builds images and keeps them. */
export interface ContainerEngine {
  name: EngineName
  /** Throws a {@link UserFacingError} with the end of the output if the build fails. */
  build(options: ImageBuild): Promise<void>
  has(image: string): Promise<boolean>
  /** Downloads an image. False if its registry cannot be reached or does not have it. */
  pull(image: string): Promise<boolean>
  /** In bytes, with all layers. */
  sizeOf(image: string): Promise<number>
}

/** docker with a running daemon, podman or buildah, in this order; null if there is none. */
export function findEngine(): ContainerEngine | null {
  const found = (['docker', 'podman', 'buildah'] as const).find((name) => answers(name, ['info']))
  return found ? engine(found) : null
}

function engine(name: EngineName): ContainerEngine {
  const run = (...args: string[]) => runTool(name, args)
  const inspect = name === 'buildah' ? ['inspect', '--type', 'image'] : ['image', 'inspect']
  return {
    name,
    async build(options) {
      const { code, output } = await runTool(name, ['build', ...flagsOf(name, options), options.context], {
        ...(options.onLine && { onLine: options.onLine }),
      })
      if (code !== 0)
        throw new UserFacingError(
          `${output.slice(-4_000).trim()}\n\nBuilding ${options.tag} failed, see above.`,
        )
    },
    has: async (image) => (await run(...inspect, image)).code === 0,
    pull: async (image) => (await run('pull', '--quiet', image)).code === 0,
    async sizeOf(image) {
      if (name === 'buildah') return buildahSize(image)
      return Number((await run('image', 'inspect', '--format', '{{.Size}}', image)).stdout)
    },
  }
}

function flagsOf(name: EngineName, { tag, dockerfile, target, args = {}, ignorefile }: ImageBuild): string[] {
  const common = [
    ...['--tag', tag, '--file', dockerfile],
    ...(target ? ['--target', target] : []),
    ...Object.entries(args).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
  ]
  // BuildKit finds the ignore file by its name, keeps layers, and downloads what is missing.
  if (name === 'docker') return common
  return [
    ...common,
    ...(ignorefile ? ['--ignorefile', ignorefile] : []),
    // Works in containers and without systemd; the layers are kept for the next build.
    ...['--isolation', 'chroot', '--layers', '--pull=never'],
    ...npmVolumes(),
  ]
}

async function buildahSize(image: string): Promise<number> {
  const { stdout } = await runTool('buildah', ['images', '--json', image])
  const [found] = JSON.parse(stdout) as { size: string }[]
  const [, count = '0', unit = 'B'] = /^([\d.]+)\s*([kMG]?B)/.exec(found?.size ?? '') ?? []
  return Number(count) * { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }[unit as 'B' | 'kB' | 'MB' | 'GB']
}

function answers(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}
