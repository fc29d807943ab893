import { sha256 } from './sign.ts'

// Loaded on first use, so that the library takes no memory in an API process without sign-ins.
const library = () => import('@node-rs/argon2')

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
  const phc = await (await library()).hash(password, OPTIONS)
  const end = phc.lastIndexOf('$')
  return { parameters: phc.slice(0, end), verifier: sha256(phc.slice(end + 1)) }
}

let decoy: Promise<StoredPassword> | undefined

/**
 * The Argon2id hash of the password, in base64, by which the database checks it. Without parameters the proof matches nothing but
 * takes the same time, so that response times do not reveal which accounts exist.
 */
export async function provePassword(parameters: string | null, password: string): Promise<string> {
  decoy ??= storePassword('nobody’s password')
  const [, , , costs = '', salt = ''] = (parameters ?? (await decoy).parameters).split('$')
  const [memoryCost, timeCost, parallelism] = costs.split(',').map((cost) => Number(cost.slice(2)))
  const { hash } = await library()
  const options = { memoryCost, timeCost, parallelism, salt: Buffer.from(salt, 'base64') }
  const phc = await hash(password, options as Parameters<typeof hash>[1])
  return phc.slice(phc.lastIndexOf('$') + 1)
}
