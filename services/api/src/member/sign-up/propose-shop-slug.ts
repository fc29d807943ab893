import { containsCardNumber, redactCardNumbers } from '@triclic/card-core/text'
import type { MerchantRequest } from '../../app/context.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { isShopSlug, slugOfName } from '../../shop/shop-slug.ts'

export interface ShopSlugProposal {
  /** The slug that was asked about, or a free one made of the name. */
  slug: string
  isValid: boolean
  isTaken: boolean
}

/** How many numbered slugs are tried; then the plain one is proposed although it is taken. */
const MAX_NUMBER = 50

/** Says whether a slug is free, or makes a free one of the name of a shop. Shops are public under their slugs. */
export async function proposeShopSlug(
  { app }: Pick<MerchantRequest, 'app'>,
  { name, slug }: { name: string; slug?: string | null | undefined },
): Promise<ShopSlugProposal> {
  const em = app.orm.em.fork()
  if (slug) {
    const isValid = isShopSlug(slug) && !containsCardNumber(slug)
    return { slug: redactCardNumbers(slug), isValid, isTaken: isValid && (await isSlugTaken(em, slug)) }
  }
  const plain = slugOfName(redactCardNumbers(name))
  const numbered = Array.from({ length: MAX_NUMBER }, (_, index) => `${plain}-${index + 2}`)
  const taken = await takenOf(em, [plain, ...numbered])
  const free = [plain, ...numbered].find((candidate) => !taken.has(candidate))
  return { slug: free ?? plain, isValid: true, isTaken: free === undefined }
}

/** Whether a shop has this slug, also one that is closed. */
export const isSlugTaken = async (em: EntityManager, slug: string): Promise<boolean> =>
  (await takenOf(em, [slug])).has(slug)

async function takenOf(em: EntityManager, slugs: string[]): Promise<Set<string>> {
  const rows = await em.execute<{ slug: string }[]>(
    'select slug from shop where slug in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(slugs)],
  )
  return new Set(rows.map((row) => row.slug))
}
