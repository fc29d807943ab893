import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import type { Options } from '@node-rs/argon2'
import { Piscina } from 'piscina'
import { serviceUnavailable } from '../../kernel/errors.ts'
import { sha256 } from './sign.ts'

/** Half of the processors: requests and the sealing of cards never wait for sign-ins. */
const MAX_THREADS = Math.max(1, Math.floor(availableParallelism() / 2))
/** Passwords that wait for a thread: about five seconds with one thread. */
const MAX_WAITING = 200
const IDLE_MS = 60_000

let threads: Piscina | undefined

/**
 * Hashes on threads of their own, because the threads of Node.js also seal cards. They start with the first sign-in and end
 * after a minute without one.
 * @throws SERVICE_UNAVAILABLE when too many passwords are waiting
 */
async function hash(password: string, options: Options): Promise<string> {
  threads ??= new Piscina({
    filename: new URL(`./hash-password${extname(import.meta.url)}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: MAX_THREADS,
    maxQueue: MAX_WAITING,
    idleTimeout: IDLE_MS,
  })
  if (threads.queueSize >= MAX_WAITING)
    throw serviceUnavailable(new Error('Too many passwords are waiting to be hashed.'))
  return (await threads.run({ password, options })) as string
}

/** Argon2id (the library's default) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** What the database stores of a password. */
export interface StoredPassword {
  /** Algorithm, costs and salt of the hash: a PHC string without the hash itself. */
  parameters: string
  /** SHA-256 of the hash, so that what is stored does not sign in. */
  verifier: Buffer
}

/** The password as the database stores it, with a new salt. */
export async function storePassword(password: string): Promise<StoredPassword> {
  const phc = await hash(password, OPTIONS)
  const end = phc.lastIndexOf('$')
  return { parameters: phc.slice(0, end), verifier: sha256(phc.slice(end + 1)) }
}

let decoy: Promise<StoredPassword> | undefined

/** A failure is not kept: every unknown account would fail from then on, and so be recognised. */
const decoyPassword = (): Promise<StoredPassword> =>
  (decoy ??= storePassword('nobody’s password').catch((error: unknown) => {
    decoy = undefined
    throw error
  }))

/**
 * The Argon2id hash of the password, in base64, by which the database checks it. Without parameters the proof matches nothing but
 * takes the same time, so that response times do not reveal which accounts exist.
 */
export async function provePassword(parameters: string | null, password: string): Promise<string> {
  const [, , , costs = '', salt = ''] = (parameters ?? (await decoyPassword()).parameters).split('$')
  const [memoryCost, timeCost, parallelism] = costs.split(',').map((cost) => Number(cost.slice(2)))
  const options = { memoryCost, timeCost, parallelism, salt: Buffer.from(salt, 'base64') }
  const phc = await hash(password, options as Options)
  return phc.slice(phc.lastIndexOf('$') + 1)
}
