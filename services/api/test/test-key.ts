/** A public key whose holder can decrypt. */
export interface TestKey {
  armored: string
  fingerprint: string
  decrypt: (message: string) => string | Promise<string>
}
