import { containsCardNumber } from '@triclic/card-core/text'
import { v7 } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { checkEmail } from '../kernel/check-email.ts'
import { OperationError, reject, type Language, type UserError } from '../kernel/errors.ts'
import { hasLetterOrDigit, trimInvisible } from '../kernel/visible-text.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { inShop, type Orm } from '../platform/db/orm.ts'
import { presetOf, type CountryPreset } from './country-presets.ts'
import { newShopKey, type ShopKeyPair } from './new-shop-key.ts'
import { isShopSlug } from './shop-slug.ts'

export interface NewShop {
  slug: string
  name: string
  /** Address of the owner, who also receives the shop's card mails until another address is set. */
  owner: string
  /** ISO 3166-1 alpha-2 code: decides currency, language, time zone and tax. */
  country: string
  /** Instead of the country's language. */
  locale?: Language | undefined
}

export interface CreatedShop extends CountryPreset {
  id: string
  slug: string
  name: string
  country: string
  owner: string
  key: ShopKeyPair
}

/** Who opens the shop and from where, for its audit log. */
interface Actor {
  member: { id: string; name: string }
  address: string
}

const MAX_NAME_LENGTH = 100

/**
 * Opens a shop with one pair of keys, payment at a bank and nothing to sell. The worker mails the owner an invitation.
 * @throws OperationError with every REQUIRED, TEXT_TOO_LONG, SHOP_SLUG_INVALID, INVALID_EMAIL and COUNTRY_NOT_SUPPORTED, or SHOP_SLUG_TAKEN
 */
export async function createShop(orm: Orm, actor: Actor, input: NewShop): Promise<CreatedShop> {
  const shop = { ...checkNewShop(input), key: newShopKey() }
  await inShop(orm, shop.id, async (em) => {
    const [row] = await em.execute<{ created: boolean }[]>(
      'select create_shop(?, ?, ?, ?, ?, ?, ?, ?) as created',
      [shop.id, shop.slug, shop.name, shop.currency, shop.locale, shop.country, shop.timeZone, shop.owner],
    )
    if (!row?.created) reject('SHOP_SLUG_TAKEN', 'slug')
    await em.execute('insert into shop_key (shop_id, key, secret_hash) values (?, ?, ?)', [
      shop.id,
      shop.key.key,
      sha256(shop.key.secret),
    ])
    writeAudit({ em, shop, ...actor }, { action: 'createShop', subject: shop.slug })
  })
  return shop
}

/**
 * The shop with a new id and the presets of its country. `fields`: what the input calls its name and its owner, for the errors.
 * @throws OperationError with every REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, SHOP_SLUG_INVALID, INVALID_EMAIL and COUNTRY_NOT_SUPPORTED
 */
export function checkNewShop(
  { slug, name, owner, country, locale }: NewShop,
  fields = { name: 'name', owner: 'owner' },
): Omit<CreatedShop, 'key'> {
  const problems: UserError[] = []
  const shopName = trimInvisible(name).replace(/\s+/g, ' ')
  if (!hasLetterOrDigit(shopName)) problems.push({ code: 'REQUIRED', field: [fields.name] })
  if (shopName.length > MAX_NAME_LENGTH) problems.push({ code: 'TEXT_TOO_LONG', field: [fields.name] })
  if (containsCardNumber(shopName)) problems.push({ code: 'CARD_NUMBER_NOT_ALLOWED', field: [fields.name] })
  if (!isShopSlug(slug)) problems.push({ code: 'SHOP_SLUG_INVALID', field: ['slug'] })
  const email = checkEmail(owner, problems, fields.owner).toLowerCase()
  const preset = presetOf(country.toUpperCase())
  if (!preset) problems.push({ code: 'COUNTRY_NOT_SUPPORTED', field: ['country'] })
  if (!preset || problems.length > 0) throw new OperationError(...problems)
  return {
    ...preset,
    ...(locale && { locale }),
    id: v7(),
    slug,
    name: shopName,
    country: country.toUpperCase(),
    owner: email,
  }
}
