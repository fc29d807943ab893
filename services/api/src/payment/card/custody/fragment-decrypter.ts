import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { decryptWith } from '../../../platform/crypto/hpke.ts'
import { associatedData, type FragmentDecrypter } from './keys.ts'

/**
 * Loads the private keys in `folder` that decrypt card fragments.
 * @throws KeyMissingError when today's key does not exist, or a key is malformed or readable by everyone.
 */
export function loadFragmentDecrypter(folder: string): FragmentDecrypter {
  const keys = loadDayKeys(folder, 'fragment private key', 'secret')
  return {
    has: keys.has,
    decrypt({ keyId, encapsulated, sealed }, payment) {
      const key = keys.find(keyId)
      if (!key) return null
      const value = {
        encapsulated: Buffer.from(encapsulated, 'base64'),
        sealed: Buffer.from(sealed, 'base64'),
      }
      try {
        return decryptWith(key, value, associatedData('fragment', keyId, payment)).toString()
      } catch {
        return null
      }
    },
  }
}
