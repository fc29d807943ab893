import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Parameters of GnuPG's unattended key generation, doc/DETAILS. */
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
  /** Makes a key without passphrase, good for `expires` (`20d`, `2y`); its public part, armored, and its fingerprint. */
  makeKey(kind: keyof typeof KINDS, email: string, expires?: string): { armored: string; fingerprint: string }
  /** The public part, not armored. */
  exportBinary(fingerprint: string): Buffer
  exportPrivate(fingerprint: string): string
  /** What GnuPG reads of an encrypted message. @throws when it can't, or finds it altered. */
  decrypt(armored: string): string
  stop(): void
}

/** GnuPG as `npm test` found it, on a folder of its own with keys that are thrown away. Its agent ends with the folder. */
export function startTestGnupg(): TestGnupg {
  const command = process.env.GPG_PATH
  if (!command) throw new Error('GPG_PATH is not set: tests with GnuPG run through npm test.')
  // Short: the agent's socket stands in it, and a socket's path has about a hundred characters at most.
  const home = mkdtempSync(join(tmpdir(), 'gpg-'))
  const gpg = (args: string[], input = ''): string =>
    execFileSync(command, ['--homedir', home, '--batch', '--no-tty', '--quiet', ...args], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  return {
    makeKey(kind, email, expires = '2y') {
      const told = gpg(
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
      const fingerprint = /KEY_CREATED \S+ (\w+)/.exec(told)?.[1] ?? ''
      return { fingerprint, armored: gpg(['--armor', '--export', fingerprint]) }
    },
    exportBinary: (fingerprint) =>
      execFileSync(command, ['--homedir', home, '--batch', '--export', fingerprint]),
    exportPrivate: (fingerprint) => gpg(['--armor', '--export-secret-keys', fingerprint]),
    decrypt: (armored) => gpg(['--decrypt'], armored),
    stop: () => rmSync(home, { recursive: true, force: true }),
  }
}
