import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

/** Remembers what was found out about the latest addresses: each of a client's requests asks several times. */
function remember<T extends string | boolean>(find: (address: string) => T): (address: string) => T {
  const answers = new LRUCache<string, T>({ max: 10_000 })
  return (address) => {
    const known = answers.get(address)
    if (known !== undefined) return known
    const answer = find(address)
    answers.set(address, answer)
    return answer
  }
}

/** The key under which a client is counted: its IPv4 address, or the /64 network of its IPv6 address, which a provider gives to one customer. */
export const networkOf = remember((address: string): string => {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString()
})

/**
 * Addresses that many clients share: this machine's (a portal or proxy on it) and those of trusted proxies. Other loopback
 * addresses are clients like any other, so that floods can be measured on one machine.
 * @param trustProxy addresses or CIDR ranges
 */
export function sharedAddresses(trustProxy: readonly string[]): (address: string) => boolean {
  const ranges = ['127.0.0.1', '::1', ...trustProxy].flatMap((range) => {
    if (ipaddr.isValidCIDR(range)) return [ipaddr.parseCIDR(range)]
    if (!ipaddr.isValid(range)) return []
    const address = ipaddr.process(range)
    return [[address, address.kind() === 'ipv4' ? 32 : 128] as [ipaddr.IPv4 | ipaddr.IPv6, number]]
  })
  return remember((address) => {
    if (!ipaddr.isValid(address)) return false
    const parsed = ipaddr.process(address)
    return ranges.some((range) => range[0].kind() === parsed.kind() && parsed.match(range))
  })
}
