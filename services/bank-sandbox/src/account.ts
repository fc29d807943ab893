export const protocolNames = ['lyra', 'paybox', 'monetico', 'sips'] as const
export type ProtocolName = (typeof protocolNames)[number]

/** A merchant's contract at this bank. `notifyUrl` and `returnUrl` are what its back office would have configured. */
export interface Account {
  shop: string
  protocol: ProtocolName
  name?: string | undefined
  notifyUrl?: string | undefined
  returnUrl?: string | undefined
  credentials: Readonly<Record<string, string>>
}
