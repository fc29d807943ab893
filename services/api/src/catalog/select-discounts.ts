/** Selects the discounts of the shop whose id is both parameters, as Discount, in the order of their creation. */
export const DISCOUNTS = selectDiscounts('true')

/** Like DISCOUNTS, but only the automatic ones and that of the code which is the third parameter. */
export const DISCOUNTS_OF_ORDER = selectDiscounts('(d.code is null or d.code = ?)')

function selectDiscounts(condition: string): string {
  return `
    select d.id, d.name, d.code, d.kind, d.basis_points as "basisPoints", d.amount, d.collection_id as "collectionId",
      d.minimum_amount as "minimumAmount", floor(extract(epoch from d.starts_at) * 1000)::float8 as "startsAt",
      floor(extract(epoch from d.ends_at) * 1000)::float8 as "endsAt", d.max_uses_per_email as "maxUsesPerEmail", d.enabled,
      coalesce(c.is_used_up, false) as "isUsedUp"
    from discount d left join discount_use_count c on c.shop_id = ? and c.discount_id = d.id and c.email_key = ''
    where d.shop_id = ? and ${condition} order by d.id`
}
