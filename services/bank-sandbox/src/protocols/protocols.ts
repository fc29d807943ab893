import type { ProtocolName } from '../account.ts'
import { lyra } from './lyra.ts'
import { monetico } from './monetico.ts'
import { paybox } from './paybox.ts'
import type { Protocol } from './protocol.ts'
import { sips } from './sips.ts'

/** All supported protocols by name. */
export const protocols: Record<ProtocolName, Protocol> = { lyra, paybox, monetico, sips }
