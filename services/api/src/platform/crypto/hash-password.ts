import { hashSync, type Options } from '@node-rs/argon2'

/** Runs on a thread of its own: see password.ts. Returns a PHC string. */
export default ({ password, options }: { password: string; options: Options }): string =>
  hashSync(password, options)
