import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestKey } from './test-key.ts'

/** Parameters of GnuPG's unattended key generation (GnuPG's doc/DETAILS). */
const KINDS = {
  'RSA 2048': [
    'Key-Type: RSA',
    'Key-Length: 2048',
    'Key-Usage: sign',
    'Subkey-Type: RSA',
    'Subkey-Length: 2048',
  ],
  Curve25519: ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519'],
  ElGamal: ['Key-Type: DSA', 'Key-Length: 1024', 'Subkey-Type: ELG', 'Subkey-Length: 1024'],
}

export interface TestGnupg {
  /** Generates a key without passphrase, valid for `expires` (`20d`, `2y`). Returns its armored public part. */
  makeKey(kind: keyof typeof KINDS, email: string, expires?: string): TestKey
  /** The public key, not armored. */
  exportBinary(fingerprint: string): Buffer
  /** The armored private key. */
  exportPrivate(fingerprint: string): string
  /** @throws Error when the message can't be decrypted or was altered. */
  decrypt(armored: string): string
  stop(): void
}

/** Runs the GnuPG found by `npm test` with a temporary home folder. Its agent stops when the folder is deleted. */
export function startTestGnupg(): TestGnupg {
  const command = process.env.GPG_PATH
  if (!command) throw new Error('GPG_PATH is not set: run the tests that need GnuPG through npm test.')
  // A short path: it contains the agent's socket, whose path may have about a hundred characters.
  const home = mkdtempSync(join(tmpdir(), 'gpg-'))
  const gpg = (args: string[], input = ''): string =>
    execFileSync(command, ['--homedir', home, '--batch', '--no-tty', '--quiet', ...args], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  const decrypt = (armored: string) => gpg(['--decrypt'], armored)
  return {
    makeKey(kind, email, expires = '2y') {
      const status = gpg(
        ['--status-fd', '1', '--generate-key'],
        [
          '%no-protection',
          ...KINDS[kind],
          `Name-Email: ${email}`,
          `Expire-Date: ${expires}`,
          '%commit',
          '',
        ].join('\n'),
      )
      const fingerprint = /KEY_CREATED \S+ (\w+)/.exec(status)?.[1] ?? ''
      return { fingerprint, armored: gpg(['--armor', '--export', fingerprint]), decrypt }
    },
    exportBinary: (fingerprint) =>
      execFileSync(command, ['--homedir', home, '--batch', '--export', fingerprint]),
    exportPrivate: (fingerprint) => gpg(['--armor', '--export-secret-keys', fingerprint]),
    decrypt,
    stop: () => rmSync(home, { recursive: true, force: true }),
  }
}
