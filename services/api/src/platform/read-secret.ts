import { readFileSync } from 'node:fs'

type Secret = { value: string | undefined } | { problem: string }

/**
 * A secret from its variable, or from the file that `<name>_FILE` names, as Docker and Kubernetes mount secrets; the white space around it is not
 * part of it. A problem continues no sentence and quotes nothing of the secret.
 */
export function readSecret(name: string, environment: Record<string, string | undefined>): Secret {
  const file = environment[`${name}_FILE`]
  if (!file) return { value: environment[name] }
  if (environment[name]) return { problem: `${name} and ${name}_FILE are both set: remove one.` }
  try {
    const value = readFileSync(file, 'utf8').trim()
    return value ? { value } : { problem: `${name}_FILE names an empty file: ${file}.` }
  } catch (error) {
    return { problem: `${name}_FILE can’t be read: ${(error as Error).message}.` }
  }
}
