import type { ProtocolName } from '../account.ts'
import { lyra } from './lyra.ts'
import { monetico } from './monetico.ts'
import { paybox } from './paybox.ts'
import type { Protocol } from './protocol.ts'

/** The protocols this bank speaks: a new one is a file here and a line below. */
export const protocols: Partial<Record<ProtocolName, Protocol>> = { lyra, paybox, monetico }

export function protocolNamed(name: ProtocolName): Protocol {
  const protocol = protocols[name]
  if (!protocol) throw new Error(`this bank does not speak ${name}`)
  return protocol
}
