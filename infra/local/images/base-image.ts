import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../paths.ts'
import { UserFacingError } from '../user-facing-error.ts'
import type { ContainerEngine } from './container-engine.ts'
import { makeDebianRoot } from './debian-root.ts'

const BASE = [
  'FROM scratch',
  'ADD root.tar /',
  'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'CMD ["node"]',
]

/** The image that infra/Dockerfile begins with, such as `node:26.10.0-bookworm-slim`. */
export function nodeImage(): string {
  const dockerfile = readFileSync(join(root, 'infra/Dockerfile'), 'utf8')
  const [, image] = /^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile) ?? []
  if (!image) throw new UserFacingError('infra/Dockerfile has no line ARG NODE_IMAGE=….')
  return image
}

/** The name of an image made here in place of one of Docker Hub. */
export const standInFor = (image: string): string => `localhost/triclic-stand-in-${image.replace(/@.*/, '')}`

/**
 * The image to build on: the one that the Dockerfile names if it is here or can be downloaded, otherwise one made of Debian's packages.
 */
export async function findBaseImage(engine: ContainerEngine, print: (line: string) => void): Promise<string> {
  const image = nodeImage()
  const official = `docker.io/library/${image}`
  if (await engine.has(official)) return official
  const standIn = standInFor(image)
  if (await engine.has(standIn)) return standIn
  print(`Downloading ${image}`)
  if (await engine.pull(official)) return official
  print(`${image} cannot be downloaded here; making ${standIn} of Debian packages instead`)
  await buildStandIn(engine, standIn, print)
  return standIn
}

async function buildStandIn(
  engine: ContainerEngine,
  tag: string,
  print: (line: string) => void,
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'triclic-image-'))
  try {
    const [folder, context] = [join(work, 'root'), join(work, 'context')]
    mkdirSync(context)
    await makeDebianRoot(folder, print)
    execFileSync('tar', ['-C', folder, '-cf', join(context, 'root.tar'), '.'])
    const dockerfile = join(context, 'Dockerfile')
    writeFileSync(dockerfile, `${BASE.join('\n')}\n`)
    await engine.build({ tag, dockerfile, context })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
