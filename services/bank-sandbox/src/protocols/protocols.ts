import type { ProtocolName } from '../account.ts'
import { lyra } from './lyra.ts'
import { monetico } from './monetico.ts'
import { paybox } from './paybox.ts'
import type { Protocol } from './protocol.ts'
import { sips } from './sips.ts'

/** The protocols this bank speaks: a new one is a file here and a line below. */
export const protocols: Record<ProtocolName, Protocol> = { lyra, paybox, monetico, sips }
