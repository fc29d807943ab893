import type { MerchantContext } from '../app/context.ts'

/** Whether the shop reserves cards for sessions that were opened with a one-time code or a passkey, and this one was not. */
export const lacksSecondFactor = ({ shop, member }: MerchantContext): boolean =>
  shop.secondFactorRequired && !member.hasSecondFactor
