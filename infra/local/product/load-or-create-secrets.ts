import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeFileAtomically } from '../write-file-atomically.ts'

/** Passwords (safe in a URL) and keys (32 bytes in base64) of a local installation. */
export interface LocalSecrets {
  superuserPassword: string
  ownerPassword: string
  apiRolePassword: string
  workerRolePassword: string
  operatorPageRolePassword: string
  redisPassword: string
  visitorKey: string
  orderTokenKey: string
  webhookKey: string
  bankKey: string
  auditKey: string
  operatorKey: string
}

/** Reads the secrets from `file`, and creates the missing ones at random. The file is readable by its owner only. */
export function loadOrCreateSecrets(file: string): LocalSecrets {
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) : {}
  const secrets = { ...createSecrets(), ...stored }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`)
  return secrets
}

function createSecrets(): LocalSecrets {
  const password = () => randomBytes(18).toString('hex')
  const key = () => randomBytes(32).toString('base64')
  return {
    superuserPassword: password(),
    ownerPassword: password(),
    apiRolePassword: password(),
    workerRolePassword: password(),
    operatorPageRolePassword: password(),
    redisPassword: password(),
    visitorKey: key(),
    orderTokenKey: key(),
    webhookKey: key(),
    bankKey: key(),
    auditKey: key(),
    operatorKey: key(),
  }
}

/**
 * The PEM public key for notifications of the sandbox's Paybox. The private key is in `file` (0600), created at the first
 * start; it is RSA-1024, as Paybox's own.
 */
export function loadOrCreatePayboxKey(file: string): string {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    writeFileAtomically(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
  const publicKey = createPublicKey(createPrivateKey(readFileSync(file)))
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
