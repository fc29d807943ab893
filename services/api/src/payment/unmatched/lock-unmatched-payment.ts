import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { Rescue } from './unmatched-payment.entity.ts'

/** The shop's rescue, held until the transaction ends, so that two members never both end it. @throws NOT_FOUND */
export async function lockRescueInShop(tx: InTransaction<MerchantContext>, id: string): Promise<Rescue> {
  const rescue = isUuid(id)
    ? await tx.em.findOne(Rescue, { id, shopId: tx.shop.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  return rescue ?? refuse('NOT_FOUND', 'rescueId')
}
