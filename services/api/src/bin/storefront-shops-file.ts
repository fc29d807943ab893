import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A shop as the storefront reads it; `host` with the port. */
interface ServedShop {
  slug: string
  key: string
  secret: string
  host: string
}

/** Adds the shop to the file, in place of an entry of the same slug. The storefront never sees half of a file. */
export function addToShopsFile(file: string, shop: ServedShop): void {
  const shops = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServedShop[]) : []
  const others = shops.filter(({ slug }) => slug !== shop.slug)
  writeFileSync(`${file}.new`, `${JSON.stringify([...others, shop], null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
