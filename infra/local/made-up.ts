import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Local passwords and keys, made up at first start; keys are 32 bytes in base64, passwords are safe in a URL. */
export interface MadeUp {
  superuserPassword: string
  ownerPassword: string
  apiRolePassword: string
  workerRolePassword: string
  redisPassword: string
  visitorKey: string
  orderTokenKey: string
  bankKey: string
}

/** Reads the file of an earlier start, or writes it (0600). */
export function madeUp(file: string): MadeUp {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<MadeUp>) : {}
  const all = { ...makeUp(), ...known }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
  return all
}

function makeUp(): MadeUp {
  const password = () => randomBytes(18).toString('hex')
  const key = () => randomBytes(32).toString('base64')
  return {
    superuserPassword: password(),
    ownerPassword: password(),
    apiRolePassword: password(),
    workerRolePassword: password(),
    redisPassword: password(),
    visitorKey: key(),
    orderTokenKey: key(),
    bankKey: key(),
  }
}
