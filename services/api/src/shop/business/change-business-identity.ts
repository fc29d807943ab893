import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { checkEmail } from '../../kernel/check-email.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { BusinessIdentity } from './business-identity.ts'
import { checkBusinessIdentity, type BusinessIdentityInput } from './check-business-identity.ts'
import { businessVersion, selectBusiness, type StoredBusiness } from './load-business-identity.ts'

/**
 * Changes who sells in the shop, and its public address.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError with everything that is wrong at once, or SETTINGS_CHANGED_MEANWHILE
 */
export async function changeBusinessIdentity(
  ctx: MerchantContext,
  input: BusinessIdentityInput & { contactEmail: string; version?: string | null },
): Promise<StoredBusiness> {
  const problems: UserError[] = []
  const identity = checkBusinessIdentity(input, problems)
  const contactEmail = checkEmail(input.contactEmail, problems, 'contactEmail')
  if (problems.length > 0) throw new OperationError(...problems)
  const business = { identity, contactEmail }
  return inTransaction(ctx, async (tx) => {
    const before = await selectBusiness(tx, 'for no key update')
    const changes = describeChanges(before, business)
    if (changes.length === 0) return business
    if (input.version && input.version !== businessVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('update shop set business = ?, contact_email = ? where id = ?', [
      JSON.stringify(identity),
      contactEmail,
      tx.shop.id,
    ])
    writeAudit(tx, { action: 'changeBusinessIdentity', subject: changes.join('; ') })
    return business
  })
}

/** One text for each value that differs: `city: Lyon → Paris`. */
function describeChanges(before: StoredBusiness, after: StoredBusiness): string[] {
  const flat = ({ identity, contactEmail }: StoredBusiness) => ({ ...identity, contactEmail })
  const [old, current] = [flat(before), flat(after)]
  return (Object.keys(current) as (keyof BusinessIdentity)[])
    .filter((name) => (old[name] ?? null) !== current[name])
    .map((name) => `${name}: ${old[name] ?? '–'} → ${current[name] ?? '–'}`)
}
