import { freePorts } from './free-ports.ts'

const names = ['api', 'portal', 'storefront', 'bank', 'mailbox', 'smtp', 'postgres', 'redis'] as const

export type Ports = Record<(typeof names)[number], number>

/** Ports for all parts, counting up from `base` in this order; taken ones are passed over. */
export async function takePorts(base: number): Promise<Ports> {
  const free = await freePorts(names.length, base)
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as Ports
}
