import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files in PEM. */
export interface CertificateFiles {
  certificate: string
  key: string
}

const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' })
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes a certificate authority of one's own. */
export function makeAuthority(folder: string, name: string): CertificateFiles {
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  const subject = ['-subj', `/CN=${name}`, '-days', '2']
  openssl('req', '-x509', ...newKey, ...subject, '-keyout', files.key, '-out', files.certificate)
  return files
}

/** Makes a certificate of a server that this authority has signed. */
export function makeServerCertificate(
  folder: string,
  { name, host, authority }: { name: string; host: string; authority: CertificateFiles },
): CertificateFiles {
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  const request = join(folder, `${name}.csr`)
  const extensions = join(folder, `${name}.ext`)
  writeFileSync(extensions, `subjectAltName=${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}\n`)
  openssl('req', ...newKey, '-subj', `/CN=${host}`, '-keyout', files.key, '-out', request)
  openssl(
    ...['x509', '-req', '-in', request, '-CA', authority.certificate, '-CAkey', authority.key],
    ...['-CAcreateserial', '-days', '1', '-extfile', extensions, '-out', files.certificate],
  )
  return files
}
