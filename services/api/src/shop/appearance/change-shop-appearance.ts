import { validate } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { isReadableWithWhite, parseColor } from '../../kernel/accent-color.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { hasLetterOrDigit, trimInvisible } from '../../kernel/visible-text.ts'
import { versionOf } from '../../platform/crypto/version-of.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { ShopLogo } from '../shop.ts'

/** The name of the shop, its accent colour, `#rrggbb` (null for the frontend's own), and its logo. */
export interface ShopAppearance {
  name: string
  accentColor: string | null
  logo: ShopLogo | null
}

export interface ShopAppearanceInput {
  name: string
  accentColor?: string | null
  /** Of an uploaded picture; null for none, absent for the one that is stored. */
  logoId?: string | null
  version?: string | null
}

const MAX_NAME_LENGTH = 100

export const appearanceVersion = ({ name, accentColor, logo }: ShopAppearance): string =>
  versionOf(name, accentColor, logo?.id ?? null)

export const loadShopAppearance = (ctx: MerchantContext): Promise<ShopAppearance> =>
  inTransaction(ctx, (tx) => selectAppearance(tx))

/**
 * Changes the name of the shop, its accent colour and its logo. Storefronts follow within a second. A logo that is no longer used is deleted after a day.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError with every REQUIRED, TEXT_TOO_LONG, ACCENT_COLOR_INVALID and ACCENT_COLOR_TOO_LIGHT; NOT_FOUND for a picture that the
 * shop does not have; SETTINGS_CHANGED_MEANWHILE
 */
export async function changeShopAppearance(
  ctx: MerchantContext,
  input: ShopAppearanceInput,
): Promise<ShopAppearance> {
  const checked = checkAppearance(input)
  return inTransaction(ctx, async (tx) => {
    const before = await selectAppearance(tx, 'for no key update')
    const after = { ...checked, logo: await chooseLogo(tx, before, input.logoId) }
    const changes = describeChanges(before, after)
    if (changes.length === 0) return after
    if (input.version && input.version !== appearanceVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const { id, ...size } = after.logo ?? { id: null }
    await tx.em.execute(
      'update shop set name = ?, accent_color = ?, logo_media_id = ?, logo_size = ?::jsonb where id = ?',
      [after.name, after.accentColor, id, id && JSON.stringify(size), tx.shop.id],
    )
    writeAudit(tx, { action: 'changeShopAppearance', subject: changes.join('; ') })
    return after
  })
}

async function chooseLogo(
  { em, shop }: InTransaction<MerchantContext>,
  { logo }: ShopAppearance,
  id: string | null | undefined,
): Promise<ShopLogo | null> {
  if (id === undefined || id === logo?.id) return logo
  if (id === null) return null
  if (!validate(id)) return reject('NOT_FOUND', 'logoId')
  const [picture] = await em.execute<ShopLogo[]>(
    'select id, width, height, widths from media where shop_id = ? and id = ? for key share',
    [shop.id, id],
  )
  return picture ?? reject('NOT_FOUND', 'logoId')
}

/** One text for each value that differs: `name: Chez Ève → Ève`. */
function describeChanges(before: ShopAppearance, after: ShopAppearance): string[] {
  const flat = ({ name, accentColor, logo }: ShopAppearance) => ({
    name,
    accentColor,
    logo: logo?.id ?? null,
  })
  const [old, current] = [flat(before), flat(after)]
  return (['name', 'accentColor', 'logo'] as const)
    .filter((value) => old[value] !== current[value])
    .map((value) => `${value}: ${old[value] ?? '–'} → ${current[value] ?? '–'}`)
}

function checkAppearance(input: ShopAppearanceInput): Omit<ShopAppearance, 'logo'> {
  const problems: UserError[] = []
  const name = trimInvisible(input.name)
  if (!hasLetterOrDigit(name)) problems.push({ code: 'REQUIRED', field: ['name'] })
  else if (name.length > MAX_NAME_LENGTH) problems.push({ code: 'TEXT_TOO_LONG', field: ['name'] })
  const typed = input.accentColor?.trim()
  const accentColor = typed ? parseColor(typed) : null
  if (typed && !accentColor) problems.push({ code: 'ACCENT_COLOR_INVALID', field: ['accentColor'] })
  if (accentColor && !isReadableWithWhite(accentColor))
    problems.push({ code: 'ACCENT_COLOR_TOO_LIGHT', field: ['accentColor'] })
  if (problems.length > 0) throw new OperationError(...problems)
  return { name, accentColor }
}

async function selectAppearance(
  { em, shop }: InTransaction<MerchantContext>,
  lock: '' | 'for no key update' = '',
): Promise<ShopAppearance> {
  const [row] = await em.execute<ShopAppearance[]>(
    `select name, accent_color as "accentColor", logo_size || jsonb_build_object('id', logo_media_id) as logo
     from shop where id = ? ${lock}`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}
