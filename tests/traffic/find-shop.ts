import type { Run, RunMember, RunShop } from '../../infra/local/product/run-file.ts'

/** A shop of run.json by its slug. */
export function findShop(run: Run, slug: string): RunShop {
  const shop = run.shops.find((one) => one.slug === slug)
  if (!shop) throw new Error(`run.json has no shop ${slug}.`)
  return shop
}

/** A member of this shop: one who works in several shops, or only in this one, if `wantsSeveral` says which. */
export function findMember(run: Run, slug: string, wantsSeveral?: boolean): RunMember {
  const member = run.members.find(
    ({ shops }) => shops.includes(slug) && (wantsSeveral === undefined || shops.length > 1 === wantsSeveral),
  )
  if (!member) throw new Error(`run.json has no such member of ${slug}.`)
  return member
}
