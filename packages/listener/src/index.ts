export { networkOf, sharedAddresses } from './client-addresses.ts'
export type { ConnectionLimits } from './limit-connections.ts'
export { DEFAULT_LIMITS, PRIVATE_LIMITS, protectListener, readConnectionLimits } from './protect-listener.ts'
export { LISTENER_OPTIONS } from './timeouts.ts'
