/** Selects the zones of the shop whose id is the parameter, as CatalogShippingZone. */
export const SHIPPING_ZONES = `
  select z.id, z.countries, z.postal_prefixes as "postalPrefixes" from shipping_zone z where z.shop_id = ?`

/** Selects the enabled methods of the shop whose id is the parameter, as CatalogShippingMethod, in the merchant's order. */
export const SHIPPING_METHODS = `
  select m.id, m.zone_id as "zoneId", m.name, m.description, m.kind, m.price, m.tiers, m.free_from as "freeFrom",
    m.pickup_address as "pickupAddress", m.opening_hours as "openingHours", m.tax_category as "taxCategory"
  from shipping_method m where m.shop_id = ? and m.enabled order by m.position, m.id`
