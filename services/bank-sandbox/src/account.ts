/** Payment protocols that this bank supports. */
export const protocolNames = ['lyra', 'paybox', 'monetico', 'sips'] as const
export type ProtocolName = (typeof protocolNames)[number]

/** A merchant's contract with this bank. `notifyUrl` and `returnUrl` are the defaults set in the bank's back office. */
export interface Account {
  shop: string
  protocol: ProtocolName
  name?: string | undefined
  notifyUrl?: string | undefined
  returnUrl?: string | undefined
  credentials: Readonly<Record<string, string>>
}
