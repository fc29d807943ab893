import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder, root } from '../paths.ts'
import { embeddedPostgres } from '../stores/postgres-binaries.ts'
import { unpackDebianPackage, unpackedLibraryPath } from '../tools/debian-packages.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { findBaseImage, standInFor } from './base-image.ts'
import type { ContainerEngine } from './container-engine.ts'

type Print = (line: string) => void

interface StandIn {
  /** Folders of this machine by the name under which the Dockerfile copies them. */
  folders: Record<string, string>
  args?: Record<string, string>
}

const services = ['postgres', 'redis', 'caddy'] as const
type Service = (typeof services)[number]

const filesFolder = join(import.meta.dirname, 'stand-ins')

/**
 * The images of PostgreSQL, Redis and Caddy by their service in compose.yml: the ones that it names if they are here or can be downloaded, otherwise
 * ones made of Debian packages and of the PostgreSQL with which the tests run.
 */
export async function findServiceImages(
  engine: ContainerEngine,
  print: Print,
): Promise<Record<Service, string>> {
  const found: Partial<Record<Service, string>> = {}
  for (const service of services) found[service] = await findServiceImage(engine, service, print)
  return found as Record<Service, string>
}

async function findServiceImage(engine: ContainerEngine, service: Service, print: Print): Promise<string> {
  const image = imageInCompose(service)
  const official = `docker.io/library/${image}`
  if (await engine.has(official)) return official
  const tag = standInFor(image)
  if (await engine.has(tag)) return tag
  if (await engine.pull(official)) return official
  print(`${image} cannot be downloaded here; making ${tag} instead`)
  const base = await findBaseImage(engine, print)
  const { folders, args } = await parts[service](print)
  const context = mkdtempSync(join(tmpdir(), 'triclic-image-'))
  try {
    cpSync(filesFolder, context, { recursive: true })
    for (const [name, folder] of Object.entries(folders))
      cpSync(folder, join(context, name), { recursive: true, verbatimSymlinks: true })
    const dockerfile = join(context, `${service}.Dockerfile`)
    await engine.build({ tag, dockerfile, context, args: { BASE: base, ...args } })
    return tag
  } finally {
    rmSync(context, { recursive: true, force: true })
  }
}

function imageInCompose(service: Service): string {
  const compose = readFileSync(join(root, 'infra/compose.yml'), 'utf8')
  const [, image] = new RegExp(`^ +image: (${service}:\\S+)$`, 'm').exec(compose) ?? []
  if (!image) throw new UserFacingError(`infra/compose.yml names no image of ${service}.`)
  return image
}

const parts: Record<Service, (print: Print) => Promise<StandIn>> = {
  async postgres(print) {
    const client = await unpacked('postgres-client', 'postgresql-client-15', print)
    return {
      folders: { server: embeddedPostgres(), client },
      args: { CLIENT_LIBRARIES: librariesAt(client, '/opt/client') },
    }
  },
  async redis(print) {
    const redis = await unpacked('redis', 'redis-server', print)
    return { folders: { redis }, args: { LIBRARIES: librariesAt(redis, '/opt/redis') } }
  },
  caddy: async (print) => ({
    folders: { caddy: await unpacked('caddy', 'caddy', print, ['busybox-static']) },
  }),
}

async function unpacked(name: string, debian: string, print: Print, additional?: string[]): Promise<string> {
  const folder = join(cacheFolder(), `${name}-${process.arch}`)
  if (!existsSync(folder)) await unpackDebianPackage(debian, folder, print, additional)
  return folder
}

/** The library path of a folder of this machine that is copied to `target`. */
const librariesAt = (folder: string, target: string): string =>
  unpackedLibraryPath(folder).replaceAll(folder, target)
