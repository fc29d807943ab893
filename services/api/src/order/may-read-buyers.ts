import type { MerchantContext } from '../app/context.ts'
import { ROLE_PERMISSIONS } from '../kernel/permissions.ts'

/** Whether the member may learn who the buyers are. Fields that tell it declare @PersonalData. */
export const mayReadBuyers = ({ role }: Pick<MerchantContext, 'role'>): boolean =>
  ROLE_PERMISSIONS[role].has('buyer.read')
