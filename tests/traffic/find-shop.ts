import type { Run, RunMember, RunShop } from '../../infra/local/product/run-file.ts'

/** A shop of run.json by its slug. */
export function findShop(run: Run, slug: string): RunShop {
  const shop = run.shops.find((one) => one.slug === slug)
  if (!shop) throw new Error(`No shop ${slug} runs here.`)
  return shop
}

/** Somebody who works in this shop. */
export function findMember(run: Run, slug: string): RunMember {
  const member = run.members.find(({ shops }) => shops.includes(slug))
  if (!member) throw new Error(`Nobody works in ${slug}.`)
  return member
}
