import { Resolver } from 'node:dns/promises'

const resolver = new Resolver({ timeout: 2_000, tries: 2 })

/**
 * Every address of a host name, IPv4 first. Asks DNS itself: the look-up of the operating system would take one of the few threads of this process for as long as a
 * slow name server likes. Names of this machine, which DNS need not know, are its loopback address (RFC 6761).
 * @throws what DNS answered, when there is no address
 */
export async function resolveName(hostname: string): Promise<{ address: string; family: number }[]> {
  if (/(^|\.)localhost$/.test(hostname)) return [{ address: '127.0.0.1', family: 4 }]
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  const found = [
    ...addressesOf(four).map((address) => ({ address, family: 4 })),
    ...addressesOf(six).map((address) => ({ address, family: 6 })),
  ]
  if (found.length === 0 && four.status === 'rejected') throw four.reason as Error
  return found
}

const addressesOf = (answer: PromiseSettledResult<string[]>): string[] =>
  answer.status === 'fulfilled' ? answer.value : []
