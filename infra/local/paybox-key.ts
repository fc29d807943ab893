import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Keeps the key that the sandbox's Paybox signs with (RSA-1024, as the real one's), made at the first start (0600). Its public half, PEM. */
export function keepPayboxKey(file: string): string {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  const publicKey = createPublicKey(createPrivateKey(readFileSync(file)))
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
