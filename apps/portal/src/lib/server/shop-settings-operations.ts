import { operation, userErrors, type UserErrors } from './operation.ts'

/** Times in seconds; a page null where the shop's first site has it. */
export interface ShopSettings {
  orderDelaySeconds: number
  bankDelaySeconds: number
  keptRetentionSeconds: number
  cardPageUrl: string | null
  orderPageUrl: string | null
}

export const shopSettings = operation<{ shopSettings: ShopSettings & { origins: string[] } }>(
  'query ShopSettings { shopSettings { orderDelaySeconds bankDelaySeconds keptRetentionSeconds cardPageUrl orderPageUrl origins } }',
)

export const changeShopSettings = operation<{ payload: UserErrors }, { input: ShopSettings }>(
  `mutation ChangeShopSettings($input: ChangeShopSettingsInput!) {
  payload: changeShopSettings(input: $input) { ${userErrors} }
}`,
)
