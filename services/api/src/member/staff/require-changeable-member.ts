import { validate } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { mayGiveRole } from '../role/may-give-role.ts'
import { selectShopMembers, type ShopMember } from './list-shop-members.ts'

/**
 * The member of the shop whose access the acting member may change: not the owner, and nobody who may do more than the acting member.
 *
 * @throws OperationError NOT_FOUND, OWNER_NOT_CHANGEABLE, ROLE_NOT_ALLOWED
 */
export async function requireChangeableMember(
  tx: InTransaction<MerchantContext>,
  memberId: string,
): Promise<ShopMember> {
  const found = validate(memberId) && (await selectShopMembers(tx)).find(({ id }) => id === memberId)
  if (!found) return reject('NOT_FOUND', 'memberId')
  if (found.role === 'OWNER') return reject('OWNER_NOT_CHANGEABLE', 'memberId')
  if (!found.isSelf && !(await mayGiveRole(tx, found.role))) return reject('ROLE_NOT_ALLOWED', 'memberId')
  return found
}
