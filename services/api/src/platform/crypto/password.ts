// Loaded on first use, so that the library takes no memory in an API process without sign-ins.
const library = () => import('@node-rs/argon2')

/** Argon2id (the library's default) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The password as an Argon2id hash in PHC string format. */
export const hashPassword = async (password: string): Promise<string> =>
  (await library()).hash(password, OPTIONS)

let decoy: Promise<string> | undefined

/** Without a hash the result is false after the same time, so that response times do not reveal which accounts exist. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody’s password')
  const { verify } = await library()
  const matches = await verify(passwordHash ?? (await decoy), password)
  return passwordHash !== null && matches
}
