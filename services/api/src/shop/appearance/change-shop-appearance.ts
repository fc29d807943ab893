import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { isReadableWithWhite, parseColor } from '../../kernel/accent-color.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { hasLetterOrDigit, trimInvisible } from '../../kernel/visible-text.ts'
import { versionOf } from '../../platform/crypto/version-of.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/** The name of the shop and its accent colour, `#rrggbb`; null for the frontend's own. */
export interface ShopAppearance {
  name: string
  accentColor: string | null
}

const MAX_NAME_LENGTH = 100

export const appearanceVersion = ({ name, accentColor }: ShopAppearance): string =>
  versionOf(name, accentColor)

export const loadShopAppearance = (ctx: MerchantContext): Promise<ShopAppearance> =>
  inTransaction(ctx, (tx) => selectAppearance(tx))

/**
 * Changes the name of the shop and its accent colour. Storefronts follow within a second.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError with every REQUIRED, TEXT_TOO_LONG, ACCENT_COLOR_INVALID and ACCENT_COLOR_TOO_LIGHT, or SETTINGS_CHANGED_MEANWHILE
 */
export async function changeShopAppearance(
  ctx: MerchantContext,
  input: { name: string; accentColor?: string | null; version?: string | null },
): Promise<ShopAppearance> {
  const appearance = checkAppearance(input)
  return inTransaction(ctx, async (tx) => {
    const before = await selectAppearance(tx, 'for update')
    const changed = (['name', 'accentColor'] as const).filter((name) => before[name] !== appearance[name])
    if (changed.length === 0) return appearance
    if (input.version && input.version !== appearanceVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('update shop set name = ?, accent_color = ? where id = ?', [
      appearance.name,
      appearance.accentColor,
      tx.shop.id,
    ])
    const subject = changed.map((name) => `${name}: ${before[name] ?? '–'} → ${appearance[name] ?? '–'}`)
    writeAudit(tx, { action: 'changeShopAppearance', subject: subject.join('; ') })
    return appearance
  })
}

function checkAppearance(input: { name: string; accentColor?: string | null }): ShopAppearance {
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
  lock: '' | 'for update' = '',
): Promise<ShopAppearance> {
  const [row] = await em.execute<ShopAppearance[]>(
    `select name, accent_color as "accentColor" from shop where id = ? ${lock}`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}
