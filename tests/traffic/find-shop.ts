import type { Run, RunMember, RunShop } from '../../infra/local/product/run-file.ts'

/** A shop of run.json by its slug. */
export function findShop(run: Run, slug: string): RunShop {
  const shop = run.shops.find((one) => one.slug === slug)
  if (!shop) throw new Error(`run.json has no shop ${slug}.`)
  return shop
}

/** A member of this shop. */
export function findMember(run: Run, slug: string): RunMember {
  const member = run.members.find(({ shops }) => shops.includes(slug))
  if (!member) throw new Error(`run.json has no member of ${slug}.`)
  return member
}
