import type { InTransaction, ShopContext } from '../app/context.ts'
import type { FileReading } from '../product-file/read-file.ts'

/** The PrestaShop site whose numbers of products a file gives: another site gives the same number to another product. */
export interface ImportSite {
  name: string
  /** Whether the member has told, rather than that there is only one so far. */
  isTold: boolean
}

/** Of the site from which the first import comes, unless a member names it. */
const DEFAULT_NAME = 'PrestaShop'

/** The site that the member told, or the only one; of several, one that has to be told. */
export async function findSite(
  tx: InTransaction<ShopContext>,
  told: string | null,
  { format, products, problems }: Pick<FileReading, 'format' | 'products' | 'problems'>,
): Promise<ImportSite> {
  if (told !== null) return { name: told, isTold: true }
  if (!format.startsWith('PRESTASHOP')) return { name: DEFAULT_NAME, isTold: false }
  const sites = await tx.em.execute<{ site: string }[]>(
    'select distinct site from product_source where shop_id = ? order by site',
    [tx.shop.id],
  )
  if (sites.length > 1 && products.some(({ externalId }) => externalId !== undefined))
    problems.add('SITE_UNKNOWN', { row: null }, sites.map(({ site }) => site).join(', '))
  return { name: sites[0]?.site ?? DEFAULT_NAME, isTold: false }
}
