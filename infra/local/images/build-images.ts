import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { findBaseImage } from './base-image.ts'
import type { ContainerEngine } from './container-engine.ts'

export interface BuiltImage {
  name: string
  bytes: number
}

/** The stages of infra/Dockerfile that become images, as compose.yml names them: `target: api` is the image `triclic-api`. */
export function targets(): string[] {
  const compose = readFileSync(join(root, 'infra/compose.yml'), 'utf8')
  return [...new Set([...compose.matchAll(/\btarget: ([\w-]+)/g)].map(([, name = '']) => name))]
}

export const imageOf = (target: string): string => `triclic-${target}`

/** Builds these targets one after the other; layers that did not change are taken from the build before. */
export async function buildImages(
  engine: ContainerEngine,
  wanted: readonly string[],
  print: (line: string) => void,
): Promise<BuiltImage[]> {
  const unknown = wanted.filter((name) => !targets().includes(name))
  if (unknown.length > 0)
    throw new UserFacingError(`Unknown image ${unknown.join(', ')}. Use some of: ${targets().join(', ')}.`)
  const base = await findBaseImage(engine, print)
  const built: BuiltImage[] = []
  for (const target of wanted) {
    print(`Building ${imageOf(target)} with ${engine.name}`)
    await engine.build({
      tag: imageOf(target),
      target,
      dockerfile: join(root, 'infra/Dockerfile'),
      ignorefile: join(root, 'infra/Dockerfile.dockerignore'),
      context: root,
      args: { NODE_IMAGE: base },
      onLine: (line) => {
        if (/ STEP \d+\/\d+: RUN /.test(line)) print(`  ${line}`)
      },
    })
    built.push({ name: imageOf(target), bytes: await engine.sizeOf(imageOf(target)) })
  }
  return built
}
