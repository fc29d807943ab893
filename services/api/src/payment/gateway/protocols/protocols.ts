import type { BankProtocol, BankProtocolName } from '../bank-protocol.ts'
import { lyra } from './lyra.ts'
import { monetico } from './monetico.ts'
import { paybox } from './paybox.ts'
import { sips } from './sips.ts'

const PROTOCOLS: Record<BankProtocolName, BankProtocol> = { lyra, paybox, monetico, sips }

export const protocolNames = Object.keys(PROTOCOLS) as BankProtocolName[]

export const protocolOf = (name: string): BankProtocol | undefined =>
  Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name as BankProtocolName] : undefined

export const allProtocols: readonly BankProtocol[] = Object.values(PROTOCOLS)
