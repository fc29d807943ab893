// Loaded when first needed: an api that nobody signs in to does not pay for the library's memory.
const library = () => import('@node-rs/argon2')

/** Argon2id (the library's default) by OWASP's figures: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = async (password: string): Promise<string> =>
  (await library()).hash(password, OPTIONS)

let decoy: Promise<string> | undefined

/** Whether the password is the hash's. Without a hash it takes as long and is false: nobody learns who exists. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody’s password')
  const { verify } = await library()
  const matches = await verify(passwordHash ?? (await decoy), password)
  return passwordHash !== null && matches
}
