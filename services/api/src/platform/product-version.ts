import { readFileSync } from 'node:fs'

const folder = import.meta.url.includes('/dist/') ? '../../../' : '../../'
const { version } = JSON.parse(readFileSync(new URL(`${folder}package.json`, import.meta.url), 'utf8')) as {
  version: string
}

/** The version of this software: `1.4.2`. */
export const PRODUCT_VERSION = version
